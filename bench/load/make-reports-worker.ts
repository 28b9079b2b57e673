import { parentPort, workerData } from 'node:worker_threads'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/db/index.ts'
import { loadMasterKey, openSealer } from '../../src/identity/index.ts'
import { loadNumbering } from '../../src/reports/index.ts'
import { openFileRouting } from '../../src/routing/index.ts'
import { readMadeRegistry } from './made-registry.ts'
import { readMadeTexts } from './made-texts.ts'
import { openReportMaker } from './make-reports.ts'
import { openWordsOf } from './words-of.ts'

/** Makes reports beside the process that writes them: `{ from, to }` in, rows by table out. */
export interface WorkOrder {
  readonly url: string
  readonly dataDir: string
  readonly count: number
  readonly from: Date
  readonly until: Date
}

const order = workerData as WorkOrder
const { projectDir } = readConfig()
const { db } = openDatabase(order.url, { poolSize: 2 })
const maker = openReportMaker({
  registry: await readMadeRegistry(db),
  texts: readMadeTexts(projectDir),
  sealer: await openSealer(db, loadMasterKey({ masterKey: null, dataDir: order.dataDir }), {
    now: () => order.until,
  }),
  numberReports: await loadNumbering(db),
  wordsOf: openWordsOf(openFileRouting({ projectDir, dataDir: order.dataDir })),
  ...order,
})

parentPort?.on('message', ({ from, to }: { from: number; to: number }) => {
  maker.make(from, to).then(
    (tables) => parentPort?.postMessage(tables),
    (error) => {
      throw error
    },
  )
})
