import type { Db } from '../../db/index.ts'
import { PROGRAM, trainCalibrated } from '../cold-start.ts'
import { calibrated } from '../matter/calibrate.ts'
import type { MatterModel } from '../matter/matter-model.ts'
import { packModel, unpackModel } from '../matter/model-blob.ts'
import { coldStartExamples } from '../matter/training-data.ts'
import { readRegistryRows } from '../registry-view.ts'
import { readConfirmedHistory } from './confirmed-history.ts'

/** Learn from the confirmed history on top of the cold start, and keep the model; proposals use it from their next opening on. */
export async function trainFromHistory(
  db: Db,
  { projectDir, now }: { projectDir: string; now: Date },
): Promise<{ version: string; examples: number; threshold: number }> {
  const registry = await readRegistryRows(db, projectDir)
  const history = (await readConfirmedHistory(db)).reverse()
  const model = trainCalibrated(
    [...coldStartExamples(projectDir, registry), ...history],
    projectDir,
    registry,
  )
  const threshold = calibrated(model.calibration.threshold, { curve: [] })
  await db
    .insertInto('routing_models')
    .values({
      version: model.version,
      program: PROGRAM,
      trained_at: now,
      examples: history.length,
      figures: JSON.stringify({ threshold }),
      block: packModel(model),
    })
    .execute()
  return { version: model.version, examples: history.length, threshold }
}

/** The newest model that learned from the operator's own history, or null before the first training. */
export async function newestModel(db: Db): Promise<MatterModel | null> {
  const row = await db
    .selectFrom('routing_models')
    .select('block')
    // One that learned with another program's features would be read wrongly; the cold start serves until the next night.
    .where('program', '=', PROGRAM)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : unpackModel(row.block)
}

/** Facts of the newest model that learned from the operator's own history; null before the first training. */
export async function readTrainedModel(
  db: Db,
): Promise<{ version: string; trainedAt: Date; examples: number } | null> {
  const row = await db
    .selectFrom('routing_models')
    .select(['version', 'trained_at', 'examples'])
    .where('program', '=', PROGRAM)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { version: row.version, trainedAt: row.trained_at, examples: row.examples }
}

/** Fewer decisions than this since the last training change nothing that is seen. */
const WORTH_LEARNING = 50

/** Whether people have decided on enough reports since the newest training. */
export async function enoughToLearn(db: Db): Promise<boolean> {
  const last = await readTrainedModel(db)
  const decided = await db
    .selectFrom('reports')
    .select('id')
    .where('verified_at', 'is not', null)
    .where('verified_at', '>', last?.trainedAt ?? new Date(0))
    .limit(WORTH_LEARNING)
    .execute()
  return decided.length === WORTH_LEARNING
}
