import { byOnePlan, type Db, type InstitutionRow } from '../../../db/index.ts'
import { type InstitutionFront, readFront } from '../../../institutions/index.ts'
import { listPublicReports } from '../../../reports/index.ts'
import {
  type FigureNode,
  type Hotspot,
  measuresOf,
  nodesBelow,
  type PartMeasures,
  type PartNames,
  type Period,
  type PublicFigures,
  readFigures,
  readHotspots,
  readPublicFigures,
  readPublicNames,
  safeNodes,
} from '../../../statistics/index.ts'

export interface InstitutionModel {
  readonly node: InstitutionRow
  readonly front: InstitutionFront
  readonly figures: PublicFigures
  readonly names: PartNames
  readonly units: readonly { readonly node: FigureNode; readonly measures: PartMeasures }[]
  readonly hotspots: readonly Hotspot[]
  readonly reports: Awaited<ReturnType<typeof listPublicReports>>['reports']
}

const LATEST = 6

export async function loadInstitution(
  db: Db,
  node: InstitutionRow,
  period: Period,
  now: Date,
): Promise<InstitutionModel> {
  const [front, figures, below, hotspots, latest] = await Promise.all([
    byOnePlan(() => readFront(db, node.id)),
    readPublicFigures(db, { id: node.id, isRoot: false, timeZone: node.time_zone }, period, now),
    byOnePlan(() => nodesBelow(db, node.id)),
    byOnePlan(() => readHotspots(db, node.id, period)),
    listPublicReports(db, { institutionId: node.id, limit: LATEST }),
  ])
  const [names, ofUnits] = await Promise.all([
    readPublicNames(db, figures),
    byOnePlan(() =>
      readFigures(
        db,
        below.map(({ id }) => id),
        period,
      ),
    ),
  ])
  const parts = below.map(({ id }) => ({ key: String(id), ...measuresOf(ofUnits, id) }))
  const received = parts.filter((part) => part.received > 0)
  const units = await byOnePlan(() => safeNodes(db, period, received))
  return {
    node,
    front,
    figures,
    names,
    units: units.shown.flatMap(({ key, ...measures }) => {
      const unit = below.find(({ id }) => String(id) === key)
      return unit === undefined ? [] : [{ node: unit, measures }]
    }),
    hotspots,
    reports: latest.reports,
  }
}
