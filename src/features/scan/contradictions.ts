import type { StepId } from '#engine/advice/step.ts'
import type { Figures } from '#features/figures/index.ts'
import { type Answers, stepAnswer } from './contract.ts'

/** Said to be in use, while something it normally needs is said not to be there. */
export type Contradiction = Readonly<{ step: StepId; prerequisite: StepId }>

/** All of them. Both answers count as they are: it can be so, and the entrepreneur is asked about it. */
export const contradictionsIn = (answers: Answers, { steps }: Figures): readonly Contradiction[] =>
  steps
    .filter(({ id }) => stepAnswer(answers, id) === 'yes')
    .flatMap(({ id, prerequisites }) =>
      prerequisites
        .filter((prerequisite) => stepAnswer(answers, prerequisite) === 'no')
        .map((prerequisite) => ({ step: id, prerequisite })),
    )
