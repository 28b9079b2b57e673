import type { RegisterRoutes } from '../../../http/index.ts'
export const reportRoutes: RegisterRoutes = () => undefined
