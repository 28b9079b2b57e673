import { expect, test } from 'vitest'
import { isPlausibleNik } from './nik.ts'

test.each([
  ['a man born on 21 August 1990', '3375012108900001', true],
  ['a woman born on 21 August 1990', '3375016108900001', true],
  ['a woman born on the 31st', '3375017103900001', true],
  ['29 February', '3375012902920001', true],
  ['30 February', '3375013002920001', false],
  ['31 April', '3375013104920001', false],
  ['day 40', '3375014008900001', false],
  ['day 72', '3375017208900001', false],
  ['month 13', '3375012113900001', false],
  ['serial 0000', '3375012108900000', false],
  ['15 digits', '337501210890001', false],
  ['a letter', '33750121089O0001', false],
])('%s', (_name, nik, plausible) => {
  expect(isPlausibleNik(nik)).toBe(plausible)
})
