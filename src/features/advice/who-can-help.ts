import type { StepId } from '#engine/advice/step.ts'
import type { Figures } from '#features/figures/index.ts'
import type { FirmFile } from '#features/firms/index.ts'

type Hub = Figures['network']['hubs'][number]
type Fieldlab = Figures['network']['fieldlabs'][number]

/** How far a fieldlab is; unknown where the firm's province is, or the lab's own. */
export const WHERES = ['own-province', 'own-region', 'elsewhere', 'unknown'] as const
export type Where = (typeof WHERES)[number]

/** Who can help a firm with a step. Unconfirmed: nobody has said yet that it is so. */
export type Help = Readonly<{
  hub: Hub | undefined // of the firm's province; unknown where the province is
  isHubUnconfirmed: boolean
  hubs: readonly Hub[] // that hub, or all of them
  fieldlabs: readonly Readonly<{ lab: Fieldlab; isUnconfirmed: boolean; where: Where }>[] // nearest first
}>

/** The hub of the region, and the fieldlabs that might offer the trial: own province, own region, the rest. */
export function whoCanHelp({ network }: Figures, { province }: FirmFile, step: StepId | undefined): Help {
  const hub = network.hubs.find(({ provinces }) => province !== undefined && provinces.includes(province))
  const whereIs = (lab: Fieldlab): Where => {
    if (province === undefined) return 'unknown'
    if (lab.province === province) return 'own-province'
    if (hub !== undefined && lab.hub === hub.id) return 'own-region'
    return lab.province === undefined ? 'unknown' : 'elsewhere'
  }
  return {
    hub,
    isHubUnconfirmed:
      hub?.status === 'unconfirmed' ||
      (province !== undefined && hub?.unconfirmedProvinces.includes(province) === true),
    hubs: hub === undefined ? network.hubs : [hub],
    fieldlabs: network.fieldlabs
      .filter(({ trials }) => trials.some((trial) => trial.step === step))
      .map((lab) => ({
        lab,
        isUnconfirmed: lab.status === 'unconfirmed' || isGuess(lab, step),
        where: whereIs(lab),
      }))
      .toSorted((a, b) => DISTANCE[a.where] - DISTANCE[b.where]),
  }
}

const DISTANCE: Readonly<Record<Where, number>> = {
  'own-province': 0,
  'own-region': 1,
  elsewhere: 2,
  unknown: 2,
}

const isGuess = ({ trials }: Fieldlab, step: StepId | undefined) =>
  trials.some((trial) => trial.step === step && trial.status === 'unconfirmed')
