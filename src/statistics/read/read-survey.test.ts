import { expect, test } from 'vitest'
import { qualityOf, surveyIndex } from './read-survey.ts'

test('the index is the mean of all elements times 25, and none while one of them is not told', () => {
  expect(surveyIndex([4, 4, 4, 4, 4, 4, 4, 4, 4])).toBe(100)
  expect(surveyIndex([1, 1, 1, 1, 1, 1, 1, 1, 1])).toBe(25)
  expect(surveyIndex([3.2, 3.4, 3, 3.9, 3.1, 3.3, 3.6, 2.8, 3.2])).toBe(81.94)
  expect(surveyIndex([4, null, 4, 4, 4, 4, 4, 4, 4])).toBeNull()
})

test('the grades begin where PermenPANRB 14/2017 lets them begin', () => {
  const bounds = [100, 88.31, 88.3, 76.61, 76.6, 65, 64.99, 25]
  expect(bounds.map(qualityOf)).toEqual(['A', 'A', 'B', 'B', 'C', 'C', 'D', 'D'])
})
