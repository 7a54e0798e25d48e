import { checkUnique } from './check-unique.ts'
import type { FigureProblem, ReadFiles } from './contract.ts'

type Problems = FigureProblem[]

/** References within and out of network, flows, threads and handling. */
export function checkNetwork(files: ReadFiles): FigureProblem[] {
  return [...checkHubs(files), ...checkFieldlabs(files), ...checkFlows(files), ...checkThreads(files)]
}

function checkHubs({ network }: ReadFiles): Problems {
  if (network === undefined) return []

  const file = 'network.json'
  const hubOf = new Map<string, string>()
  const problems: Problems = [
    ...checkUnique(
      file,
      'hubs',
      network.hubs.map(({ id }) => id),
    ),
    ...checkUnique(
      file,
      'fieldlabs',
      network.fieldlabs.map(({ id }) => id),
    ),
    ...checkUnique(
      file,
      'programmes',
      network.programmes.map(({ id }) => id),
    ),
  ]
  for (const [i, hub] of network.hubs.entries()) {
    for (const [j, province] of hub.provinces.entries()) {
      const other = hubOf.get(province)
      if (other === undefined) hubOf.set(province, hub.id)
      else
        problems.push({
          file,
          path: `hubs[${i}].provinces[${j}]`,
          message: `belongs to hub '${other}' already`,
        })
    }
    for (const [j, province] of hub.unconfirmedProvinces.entries()) {
      if (hub.provinces.includes(province)) continue
      problems.push({
        file,
        path: `hubs[${i}].unconfirmedProvinces[${j}]`,
        message: 'is not among provinces',
      })
    }
  }
  return problems
}

function checkFieldlabs({ network, steps, stepIds }: ReadFiles): Problems {
  const problems: Problems = []
  const stepOf = new Map(steps.map((step) => [step.id, step]))
  for (const [i, lab] of network?.fieldlabs.entries() ?? []) {
    const refuse = (path: string, message: string) =>
      problems.push({ file: 'network.json', path: `fieldlabs[${i}].${path}`, message })

    const hub = network?.hubs.find(({ id }) => id === lab.hub)
    if (hub === undefined) refuse('hub', `no hub is called '${lab.hub}'`)
    if (hub && lab.province !== undefined && !hub.provinces.includes(lab.province)) {
      refuse('province', `'${lab.province}' is not a province of hub '${hub.id}'`)
    }
    for (const [j, trial] of lab.trials.entries()) {
      const step = stepOf.get(trial.step)
      if (!stepIds.includes(trial.step)) refuse(`trials[${j}].step`, `no step is called '${trial.step}'`)
      else if (step && step.trial === undefined) refuse(`trials[${j}].step`, `'${trial.step}' has no trial`)
    }
  }
  return problems
}

function checkFlows({ flows, handling }: ReadFiles): Problems {
  if (flows === undefined) return []

  const functions = flows.functions.map(({ id }) => id)
  const standards = flows.standards.map(({ id }) => id)
  const problems: Problems = [
    ...checkUnique('flows.json', 'functions', functions),
    ...checkUnique(
      'flows.json',
      'flows',
      flows.flows.map(({ id }) => id),
    ),
  ]
  for (const [i, flow] of flows.flows.entries()) {
    const refuse = (path: string, message: string) =>
      problems.push({ file: 'flows.json', path: `flows[${i}].${path}`, message })
    for (const end of ['from', 'to'] as const) {
      if (!functions.includes(flow[end])) refuse(end, `no function is called '${flow[end]}'`)
    }
    for (const [j, standard] of flow.standards.entries()) {
      if (!standards.includes(standard)) refuse(`standards[${j}]`, `no standard is called '${standard}'`)
    }
    if (handling && handling.messagesPerWeekPerEmployee[flow.id] === undefined) {
      const path = `messagesPerWeekPerEmployee.${flow.id}`
      problems.push({ file: 'handling.json', path, message: 'is missing' })
    }
  }
  for (const id of Object.keys(handling?.messagesPerWeekPerEmployee ?? {})) {
    if (flows.flows.some((flow) => flow.id === id)) continue
    const path = `messagesPerWeekPerEmployee.${id}`
    problems.push({ file: 'handling.json', path, message: `no flow is called '${id}'` })
  }
  return problems
}

/** Each flow of a thread exists and begins where the one before it ends. */
function checkThreads({ threads, flows }: ReadFiles): Problems {
  if (threads === undefined || flows === undefined) return []

  const flowOf = new Map(flows.flows.map((flow) => [flow.id, flow]))
  return threads.threads.flatMap((thread, i) =>
    thread.flows.flatMap((id, j) => {
      const at = { file: 'threads.json', path: `threads[${i}].flows[${j}]` }
      const flow = flowOf.get(id)
      if (flow === undefined) return [{ ...at, message: `no flow is called '${id}'` }]
      const before = flowOf.get(thread.flows[j - 1] ?? '')
      if (before === undefined || before.to === flow.from) return []
      return [{ ...at, message: `begins at '${flow.from}', but ${before.id} ends at '${before.to}'` }]
    }),
  )
}
