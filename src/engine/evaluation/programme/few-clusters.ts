import type { StudyWarning } from '../group-time/study-data.ts'

/** Below this many an error that adds up over clusters is too small. Rule of thumb; 20 to 50 are named. */
const FEW = 30

/**
 * Source: A. C. Cameron and D. L. Miller, "A Practitioner's Guide to Cluster-Robust Inference", Journal of Human Resources
 * 50 (2015), 317-372, doi:10.3368/jhr.50.2.317, section VI.
 *
 * @param clusters  undefined where every unit is its own
 */
export const fewClusters = (clusters: number | undefined): readonly StudyWarning[] =>
  clusters !== undefined && clusters < FEW ? [{ code: 'few-clusters', count: clusters }] : []
