import { expect, test } from 'vitest'
import { wordsOf } from '../text/text-forms.ts'
import { calibrated, calibrationError, fitCurve, thresholdFor } from './calibrate.ts'
import { readMatter } from './matter-model.ts'
import { packModel, unpackModel } from './model-blob.ts'
import { probabilities } from './softmax.ts'
import { trainMatter } from './train-matter.ts'
import { trainSoftmax } from './train-softmax.ts'
import { seededDraw } from './training-data.ts'

const vector = (...positions: number[]) => ({
  positions: Uint32Array.from(positions),
  values: Float32Array.from(positions, () => 1 / Math.sqrt(positions.length)),
})
const data = {
  slang: new Map([['dalan', 'jalan']]),
  stopWords: new Set(['di']),
  stems: new Set(['lubang']),
  known: new Set<string>(),
  common: new Set<string>(),
}
const example = (text: string, label: string) => ({
  text,
  label,
  class: 'complaint' as const,
  oversight: false,
  weight: 1,
})
const EXAMPLES = [
  ...['jalan berlubang', 'lubang di jalan', 'aspal jalan rusak'].map((text) => example(text, 'road')),
  ...['lampu mati', 'lampu jalan padam', 'lampu gelap'].map((text) => example(text, 'lamp')),
]

test('the regression learns which feature goes with which label', () => {
  const draw = seededDraw(1)
  const examples = Array.from({ length: 300 }, () => {
    const label = Math.floor(draw() * 3)
    return { vector: vector(label, 3 + Math.floor(draw() * 5)), label, weight: 1 }
  })
  const model = trainSoftmax(() => examples, { labels: 3, features: 8, rounds: 5, rate: 0.5, decay: 0 })
  for (const label of [0, 1, 2]) expect(probabilities(model, vector(label))[label]).toBeGreaterThan(0.9)
  const sum = probabilities(model, vector(5)).reduce((total, one) => total + one, 0)
  expect(sum).toBeCloseTo(1)
})

test('a model finds slang, other forms and mistyped words, and is the same after packing', () => {
  const model = trainMatter(EXAMPLES, data)
  const labelOf = (text: string, with_ = model) =>
    readMatter(wordsOf(text, data), data, with_).categories[0]?.code
  for (const text of ['dalan lubangnya', 'berlubng']) expect([text, labelOf(text)]).toEqual([text, 'road'])
  const again = unpackModel(packModel(model))
  expect(again.version).toBe(model.version)
  expect(labelOf('lampu', again)).toBe('lamp')
})

test('the same examples give the same model', () => {
  expect(trainMatter(EXAMPLES, data).category.weights).toEqual(trainMatter(EXAMPLES, data).category.weights)
})

test('a confidence that promises too much is corrected to what came true', () => {
  const draw = seededDraw(3)
  const outcomes = Array.from({ length: 2000 }, () => {
    const stated = draw()
    return { stated, right: draw() < stated * 0.6 }
  })
  const curve = fitCurve(outcomes)
  const after = outcomes.map(({ stated, right }) => ({ stated: calibrated(stated, { curve }), right }))
  expect(calibrationError(outcomes)).toBeGreaterThan(0.15)
  expect(calibrationError(after)).toBeLessThan(0.05)
})

test('the threshold is where enough of what lies above is right', () => {
  const outcomes = Array.from({ length: 1000 }, (_, index) => ({
    stated: index / 1000,
    right: index >= 400 || index % 2 === 0,
  }))
  const threshold = thresholdFor(outcomes, 0.95)
  const above = outcomes.filter(({ stated }) => stated >= threshold)
  expect(above.filter(({ right }) => right).length / above.length).toBeGreaterThanOrEqual(0.95)
  expect(threshold).toBeLessThan(0.4)
})
