import { fileURLToPath, pathToFileURL } from 'node:url'
import { aboutFeature } from '#features/about/index.ts'
import { adviceFeature } from '#features/advice/index.ts'
import { attentionFeature } from '#features/attention/index.ts'
import { consentFeature } from '#features/consent/index.ts'
import { deskFeature } from '#features/desk/index.ts'
import { evaluationFeature } from '#features/evaluation/index.ts'
import { evaluationExportFeature } from '#features/evaluation-export/index.ts'
import { eventsFeature } from '#features/events/index.ts'
import { exampleFeature } from '#features/example-network/index.ts'
import { knowledgeOf } from '#features/firms/index.ts'
import { type Figures, figuresFeature, readFigures } from '#features/figures/index.ts'
import { identityFeature, sealOfConfig } from '#features/identity/index.ts'
import { labFeature } from '#features/lab/index.ts'
import { draftArticle, libraryFeature, openLibrary } from '#features/library/index.ts'
import { lotteryFeature } from '#features/lottery/index.ts'
import { networkFeature, organisationsOf } from '#features/network/index.ts'
import { keepPeerAnswersUpToDate, peersFeature } from '#features/peers/index.ts'
import { referralsFeature } from '#features/referrals/index.ts'
import { scanFeature } from '#features/scan/index.ts'
import { threadFeature } from '#features/thread/index.ts'
import { worklistFeature } from '#features/worklist/index.ts'
import type { Config } from '#platform/config.ts'
import type { Ctx } from '#platform/context.ts'
import type { Feature } from '#platform/feature.ts'
import { idempotencyFeature } from '#platform/idempotency-feature.ts'
import { mailFeature } from '#platform/mail/mail-feature.ts'
import { showAdviceToHub, showAdviceToHubAnew } from './show-advice-to-hub.ts'
import type { Aside } from './think-aside.ts'
import { worklistPorts } from './worklist-ports.ts'

const DATA = fileURLToPath(new URL('../../data', import.meta.url))
const EXAMPLES = new URL('../../fixtures/firms/', import.meta.url)

const say = (line: string) => {
  process.stdout.write(`${line}\n`)
}

/** The figures of this checkout, or all that is wrong with them. */
export const readShippedFigures = () => readFigures(DATA)

/**
 * Everything Schakel does, in the order in which pages and commands are looked up.
 *
 * @param aside  where the engine works; absent: on this thread
 */
export function createFeatures(
  figures: Figures,
  config: Partial<Config> = {},
  aside?: Aside,
): readonly Feature[] {
  const { publicUrl } = config
  const knowledge = knowledgeOf(figures)
  const library = openLibrary({ figures, dataFolder: pathToFileURL(`${DATA}/`) })
  const findHelp = (ctx: Ctx, words: string) => library.search(ctx, words, { limit: 5 })
  const onKept = showAdviceToHub(knowledge)
  const onReleased = showAdviceToHubAnew(knowledge)
  const afterSave = (ctx: Ctx, link: string) => keepPeerAnswersUpToDate(ctx, figures, link)
  const learnFrom: Aside['learnFrom'] = (scans) => {
    knowledge.learnFrom(scans)
    aside?.learnFrom(scans)
  }
  const features: readonly Feature[] = [
    identityFeature({ config, organisations: organisationsOf(figures), note: say }),
    peersFeature({ figures, env: process.env, onScans: learnFrom }),
    scanFeature({ knowledge, publicUrl, afterSave, ...aside }),
    adviceFeature({ knowledge, examples: EXAMPLES, publicUrl, afterSave, ...aside }),
    networkFeature({ figures, dataFolder: pathToFileURL(`${DATA}/`), publicUrl }),
    consentFeature({ onHubMayLook: onKept }),
    worklistFeature({ figures, ports: worklistPorts({ figures, config }) }),
    attentionFeature,
    referralsFeature({ figures, config }),
    deskFeature({ config, figures, findHelp, draftArticle }),
    eventsFeature({ config, figures }),
    libraryFeature(library),
    labFeature({ dataFolder: DATA }),
    lotteryFeature,
    evaluationExportFeature,
    evaluationFeature,
    exampleFeature(config),
    figuresFeature(figures),
    aboutFeature,
  ]
  const all = [...features, idempotencyFeature, mailOf(config, features)]
  const openSeal = () => sealOfConfig(config)
  return [...all, threadFeature({ features: all, figures, openSeal, onKept, onReleased })]
}

/** Mail that comes in goes to the feature that takes it; on the command line nothing runs in the background. */
function mailOf({ dataDir, ...config }: Partial<Config>, features: readonly Feature[]): Feature {
  return mailFeature({
    config: dataDir === undefined ? undefined : { ...config, dataDir },
    onMail: features.find(({ onMail }) => onMail !== undefined)?.onMail,
    say,
  })
}
