export { apiRoutes } from './v1/index.ts'
