import { openVisitor, type Visitor } from '../../src/web/visitor.fixture.ts'
import { TEST_PASSWORD, type TestApp, type TestStaff } from './app.ts'

/** A member of staff signed in at a browser without script. To read alone, the token of `TestStaff` is enough. */
export async function signedIn(lapor: TestApp, { email }: TestStaff): Promise<Visitor> {
  const visitor = openVisitor(lapor.app)
  await visitor.get('/masuk')
  await visitor.post('/masuk', { email, password: TEST_PASSWORD })
  return visitor
}

/** The header of somebody's token. */
export function bearer({ token }: TestStaff): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` }
}
