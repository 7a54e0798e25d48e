/** Of the programme: how many applied, qualified, were offered a place, took part. What is not known is left out. */
export type StatedParticipants = Readonly<{
  applied?: number
  eligible?: number
  offered?: number
  tookPart?: number
}>

/** Of those that did not take part: how many were picked to compare with; of these applied, qualified, were offered. */
export type StatedOthers = Readonly<{
  compared?: number
  applied?: number
  eligible?: number
  offered?: number
}>

/** Units as whoever made the study counted them, before there was a panel. */
export type StatedFlow = Readonly<{ participants?: StatedParticipants; others?: StatedOthers }>
