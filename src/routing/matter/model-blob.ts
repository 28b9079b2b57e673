import { gunzipSync, gzipSync } from 'node:zlib'
import type { Calibration, MatterModel } from './matter-model.ts'
import type { SoftmaxWeights } from './softmax.ts'
import { makeVocabulary } from './vocabulary.ts'

const FORMAT = 'lapor-matter-1'

interface Header {
  readonly format: string
  readonly version: string
  readonly labels: readonly string[]
  readonly features: number
  readonly calibration: Calibration
}

/** A model as one compressed block: a header in JSON, then its numbers; weights in 8 bits a number, scaled by row. */
export function packModel(model: MatterModel): Buffer {
  const header: Header = {
    format: FORMAT,
    version: model.version,
    labels: model.labels,
    features: model.vocabulary.size,
    calibration: model.calibration,
  }
  const head = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  const parts = [model.category, model.class, model.oversight].flatMap((part) => packWeights(part))
  return gzipSync(
    Buffer.concat([
      length,
      head,
      bytesOf(model.vocabulary.hashes),
      bytesOf(model.vocabulary.rarity),
      ...parts,
    ]),
    { level: 6 },
  )
}

/** @throws Error when the block is of another format or cut short */
export function unpackModel(block: Buffer): MatterModel {
  const all = gunzipSync(block)
  const headEnd = 4 + all.readUInt32LE(0)
  const header: Header = JSON.parse(all.subarray(4, headEnd).toString())
  if (header.format !== FORMAT) throw new Error(`A model of another format: ${header.format}`)
  let at = headEnd
  const take = (bytes: number): ArrayBuffer => {
    if (at + bytes > all.length) throw new Error('The model is cut short')
    const copy = Uint8Array.prototype.slice.call(all, at, at + bytes)
    at += bytes
    return copy.buffer
  }
  const { features, labels } = header
  const vocabulary = makeVocabulary(new Uint32Array(take(features * 4)), new Float32Array(take(features * 4)))
  const weightsOf = (count: number): SoftmaxWeights => {
    const bias = new Float32Array(take(count * 4))
    const scales = new Float32Array(take(features * 4))
    const small = new Int8Array(take(features * count))
    const weights = new Float32Array(features * count)
    for (let row = 0; row < features; row += 1) {
      const scale = scales[row] ?? 0
      for (let cell = row * count; cell < (row + 1) * count; cell += 1)
        weights[cell] = (small[cell] ?? 0) * scale
    }
    return { labels: count, weights, bias }
  }
  return {
    version: header.version,
    labels,
    vocabulary,
    category: weightsOf(labels.length),
    class: weightsOf(3),
    oversight: weightsOf(2),
    calibration: header.calibration,
  }
}

function packWeights({ labels, weights, bias }: SoftmaxWeights): Buffer[] {
  const rows = weights.length / labels
  const scales = new Float32Array(rows)
  const small = new Int8Array(weights.length)
  for (let row = 0; row < rows; row += 1) {
    let largest = 0
    for (let cell = row * labels; cell < (row + 1) * labels; cell += 1) {
      largest = Math.max(largest, Math.abs(weights[cell] ?? 0))
    }
    const scale = largest / 127
    scales[row] = scale
    if (scale === 0) continue
    for (let cell = row * labels; cell < (row + 1) * labels; cell += 1) {
      small[cell] = Math.round((weights[cell] ?? 0) / scale)
    }
  }
  return [bytesOf(bias), bytesOf(scales), bytesOf(small)]
}

function bytesOf(numbers: Uint32Array | Float32Array | Int8Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}
