import type { StepId } from '#engine/advice/step.ts'
import type { Figures } from '#features/figures/index.ts'
import type { FirmFile } from '#features/firms/index.ts'

type Hub = Figures['network']['hubs'][number]
type Fieldlab = Figures['network']['fieldlabs'][number]

/** Who can help a firm with a step. Unconfirmed: nobody has said yet that it is so. */
export type Help = Readonly<{
  hub: Hub | undefined // of the firm's province; unknown where the province is
  isHubUnconfirmed: boolean
  hubs: readonly Hub[] // that hub, or all of them
  fieldlabs: readonly Readonly<{ lab: Fieldlab; isUnconfirmed: boolean }>[] // nearest first
}>

/** The hub of the region, and the fieldlabs that might offer the trial: own province, own region, the rest. */
export function whoCanHelp({ network }: Figures, { province }: FirmFile, step: StepId | undefined): Help {
  const hub = network.hubs.find(({ provinces }) => province !== undefined && provinces.includes(province))
  const distance = (lab: Fieldlab) => {
    if (province !== undefined && lab.province === province) return 0
    return hub !== undefined && lab.hub === hub.id ? 1 : 2
  }
  return {
    hub,
    isHubUnconfirmed:
      hub?.status === 'unconfirmed' ||
      (province !== undefined && hub?.unconfirmedProvinces.includes(province) === true),
    hubs: hub === undefined ? network.hubs : [hub],
    fieldlabs: network.fieldlabs
      .filter(({ trials }) => trials.some((trial) => trial.step === step))
      .toSorted((a, b) => distance(a) - distance(b))
      .map((lab) => ({ lab, isUnconfirmed: lab.status === 'unconfirmed' || isGuess(lab, step) })),
  }
}

const isGuess = ({ trials }: Fieldlab, step: StepId | undefined) =>
  trials.some((trial) => trial.step === step && trial.status === 'unconfirmed')
