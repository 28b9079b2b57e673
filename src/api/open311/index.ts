import type { RegisterRoutes } from '../../http/index.ts'
import { registerDiscovery } from './discovery.ts'
import { registerOpen311Errors } from './errors.ts'
import { BASE, registerSystem } from './open311-app.ts'
import { registerPostRequest } from './post-request.ts'
import { registerReadRequests } from './read-requests.ts'
import { registerServices } from './services.ts'

/**
 * Open311 GeoReport v2 under /open311/v2, in XML and JSON (http://wiki.open311.org/GeoReport_v2).
 * `service_code` is a category's code, `jurisdiction_id` an institution's, `address_id` a Kemendagri code.
 */
export const open311Routes: RegisterRoutes = async (parent, context) => {
  await parent.register(
    async (app) => {
      registerOpen311Errors(app)
      registerSystem(app, context)
      registerDiscovery(app, context)
      registerServices(app, context)
      registerReadRequests(app, context)
      registerPostRequest(app, context)
    },
    { prefix: BASE },
  )
}
