import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../src/config.ts'
import {
  duplicateProbability,
  findPlace,
  openFileRouting,
  openSmsWords,
  proposeHandlers,
  readSms,
  readySide,
  trainOnTexts,
} from '../src/routing/index.ts'
import { measureStoredDuplicates } from './routing/stored-duplicates.ts'

/**
 * `node bench/routing.ts`: milliseconds a text for each part of routing, memory, and the time of a training, beside their
 * limits; exits with 1 above a limit. `--million` trains on 1,000,000 made reports (minutes); else on 20,000.
 * `--stored 1000000` finds duplicates among so many stored reports instead, in the folder that the bench `load` fills.
 */
const { values: options } = parseArgs({
  options: { million: { type: 'boolean', default: false }, stored: { type: 'string' } },
})
if (options.stored !== undefined) {
  const say = (message: string) => console.log(`  ${message}`)
  const found = await measureStoredDuplicates(Number(options.stored), say)
  console.log(`${found.findable} of ${found.reports} reports can be found; p95 of 200 searches, limit 50 ms:`)
  const rows = [
    ['for staff', found.staff],
    ['while somebody types', found.typing],
    ['with a photo', found.photo],
  ] as const
  for (const [what, value] of rows)
    console.log(`  ${what.padEnd(24)} ${value.toFixed(1).padStart(8)} ms${value > 50 ? '  TOO MUCH' : ''}`)
  process.exit(rows.some(([, value]) => value > 50) ? 1 : 0)
}
const { projectDir } = readConfig()
const ROUNDS = 40
const MB = 1_048_576
const dataDir = join(tmpdir(), 'lapor-bench-routing')
const routing = openFileRouting({ projectDir, dataDir })
const sms = openSmsWords(projectDir)
const TEXTS = [
  'Jalan berlubang di Kelurahan Medono dekat puskesmas, sudah tiga pengendara jatuh karena gelap.',
  'min lampu rumah byar pet tiap magrib di Kec. Cibinong, kulkas sampe rusak, tlg PLN',
  'KTP saya belum jadi sudah tiga bulan, tiap ke Dindukcapil Kota Pekalongan jawabnya blangko kosong terus.',
  'Sampah menumpuk di TPS Pasar Banjarsari, baunya sampai ke kelas anak-anak SD. '.repeat(12),
]
const sides = TEXTS.map((text) => readySide({ text }, routing))
/** What stays in use; a first run that had to train the model has more until it is started again. */
function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / MB
}
const perText = (run: (text: string) => unknown): number => {
  for (const text of TEXTS) run(text)
  const startedAt = performance.now()
  for (let round = 0; round < ROUNDS; round += 1) for (const text of TEXTS) run(text)
  return (performance.now() - startedAt) / (ROUNDS * TEXTS.length)
}
const [first] = sides

const measured: [what: string, unit: string, limit: number, value: number][] = [
  ['proposal with place, reasons and flags', 'ms', 10, perText((text) => proposeHandlers({ text }, routing))],
  ['place over all villages', 'ms', 3, perText((text) => findPlace({ text }, routing.gazetteer))],
  ['an SMS read', 'ms', 1, perText((text) => readSms(text, sms))],
  ['a report made ready for comparison', 'ms', 3, perText((text) => readySide({ text }, routing))],
  [
    'two ready reports compared',
    'ms',
    1,
    first === undefined
      ? 0
      : perText(() => sides.map((side) => duplicateProbability(first, side))) / sides.length,
  ],
  ['memory in use', 'MB', 300, memory()],
]
const count = options.million ? 1_000_000 : 20_000
const startedAt = performance.now()
trainOnTexts(projectDir, count)
const seconds = (performance.now() - startedAt) / 1000
measured.push([`training on ${count} reports`, 's', (600 * count) / 1_000_000 + 60, seconds])

let tooSlow = false
for (const [what, unit, limit, value] of measured) {
  const over = value > limit
  tooSlow ||= over
  console.log(
    `${what.padEnd(44)} ${value.toFixed(2).padStart(9)} ${unit.padEnd(3)} limit ${limit}${over ? '  TOO MUCH' : ''}`,
  )
}
process.exitCode = tooSlow ? 1 : 0
