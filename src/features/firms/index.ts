export {
  engineFirm,
  type FirmFile,
  firmSchemaFor,
  type KnownIds,
  LIMITS,
  PROVINCES,
  type Province,
  SBI_VERSIONS,
  sbiCodeSchema,
} from './contract.ts'
export { DEFAULT_SEED, type Knowledge, knowledgeOf } from './knowledge.ts'
