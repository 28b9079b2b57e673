import type { RegisterRoutes } from '../http/index.ts'
import { open311Routes } from './open311/index.ts'
import { apiRoutes as v1Routes } from './v1/index.ts'

/** What other programs call: the JSON API and Open311. */
export const apiRoutes: RegisterRoutes = async (app, context) => {
  await v1Routes(app, context)
  await open311Routes(app, context)
}
