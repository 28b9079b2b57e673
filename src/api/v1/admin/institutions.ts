import { Type } from 'typebox'
import type { InstitutionRow } from '../../../db/index.ts'
import {
  ancestors,
  countLiveReports,
  createInstitution,
  deactivateInstitution,
  editableNode,
  editInstitution,
  institutionById,
  knownNode,
  mayEditNode,
  moveInstitution,
  nationalLevel,
  reactivateInstitution,
  unitsOf,
} from '../../../institutions/index.ts'
import type { RegisterEndpoint } from '../api-app.ts'
import { adminOperations, type Call } from './operations.ts'
import { Nullable, Words } from './shapes.ts'

const Code = Type.Object({ code: Type.String() })
const Listed = Type.Object({
  code: Type.String(),
  kind: Type.String(),
  name: Type.String(),
  short_name: Type.String(),
  active: Type.Boolean(),
})
const Node = Type.Object({
  ...Listed.properties,
  aliases: Type.Array(Type.String()),
  functions: Type.Array(Type.String()),
  duties: Nullable(Type.String()),
  area_code: Nullable(Type.String()),
  time_zone: Type.String(),
  coordinator_code: Nullable(Type.String()),
})
const Fields = {
  name: Type.String(),
  short_name: Type.String(),
  aliases: Words,
  functions: Type.Array(Type.String(), {
    maxItems: 300,
    description: 'What a unit does, as categories name it after `local:`',
  }),
  duties: Nullable(Type.String()),
  time_zone: Type.String({ description: 'Asia/Jakarta, Asia/Makassar or Asia/Jayapura' }),
}

/** The tree of institutions and units, as its admins see and edit it. */
export const adminInstitutions: RegisterEndpoint = (app, context) => {
  const { read, change } = adminOperations(app, context, 'admin: institutions')
  read(
    'admin/institutions/:code',
    'staff',
    {
      summary: 'An institution or unit with what stands above and below it, also what is switched off',
      description:
        'Of the national level itself no units are listed: `GET /api/v1/institutions` pages through them.',
      answer: Type.Object({
        ...Node.properties,
        editable: Type.Boolean({ description: 'Whether the caller may change it' }),
        above: Type.Array(Listed),
        units: Type.Array(Type.Object({ ...Listed.properties, depth: Type.Integer() })),
      }),
    },
    async ({ context: { db }, staff, param }) => {
      const node = await knownNode(db, param('code'))
      const root = await nationalLevel(db)
      const [above, units, coordinator] = await Promise.all([
        ancestors(db, node),
        node.id === root.id ? [] : unitsOf(db, node.id, { inactiveToo: true }),
        node.coordinator_id === null ? null : institutionById(db, node.coordinator_id),
      ])
      return {
        ...node,
        coordinator_code: coordinator?.code ?? null,
        editable: mayEditNode(staff, node),
        above,
        units,
      }
    },
  )
  change(
    'admin/institutions',
    'admin',
    {
      summary: 'Add an institution below the national level, or a unit below an institution or unit',
      description:
        'Admins of an institution add within their own tree. Without `code` one is made of the short name.',
      body: Type.Object({
        parent_code: Type.String(),
        kind: Type.String({ description: 'Such as ministry, city; of units: office, district, clinic …' }),
        name: Fields.name,
        short_name: Fields.short_name,
        code: Type.Optional(Type.String()),
        aliases: Type.Optional(Fields.aliases),
        functions: Type.Optional(Fields.functions),
        duties: Type.Optional(Fields.duties),
        area_code: Type.Optional(Nullable(Type.String())),
        time_zone: Type.Optional(Fields.time_zone),
      }),
      answer: Code,
      status: 201,
      log: ({ input }) => ({ area: 'institution', action: 'add', subject: input.parent_code.slice(0, 100) }),
    },
    async ({ context: inside, staff, input }) => {
      await editableNode(inside.db, staff, input.parent_code)
      const { aliases = [], functions = [], duties = null, area_code = null, ...given } = input
      return createInstitution(inside, { ...given, aliases, functions, duties, area_code })
    },
  )
  change(
    'admin/institutions/:code',
    'admin',
    {
      summary: 'Change an institution or unit; what is left out stays',
      body: Type.Partial(
        Type.Object({
          ...Fields,
          coordinator_code: Nullable(
            Type.String({ description: 'The unit that coordinates complaints for an institution' }),
          ),
        }),
      ),
      answer: Code,
      log: logged('ubah'),
    },
    async ({ context: inside, staff, input, param }) => {
      const node = await editableNode(inside.db, staff, param('code'))
      return editInstitution(inside, node.code, input)
    },
  )
  change(
    'admin/institutions/:code/move',
    'admin',
    {
      summary: 'Put it, with all below it, below another one',
      body: Type.Object({ parent_code: Type.String() }),
      answer: Code,
      log: logged('pindah'),
    },
    async ({ context: inside, staff, input, param }) => {
      const node = await editableNode(inside.db, staff, param('code'))
      const parent = await editableNode(inside.db, staff, input.parent_code)
      return moveInstitution(inside, node.code, parent.code)
    },
  )
  const switched = (
    name: 'deactivate' | 'reactivate',
    action: string,
    summary: string,
    run: (inside: typeof context, code: string) => Promise<InstitutionRow>,
  ) =>
    change(
      `admin/institutions/:code/${name}`,
      'admin',
      { summary, answer: Code, log: logged(action) },
      async ({ context: inside, staff, param }) => {
        const node = await editableNode(inside.db, staff, param('code'))
        return run(inside, node.code)
      },
    )
  switched(
    'deactivate',
    'nonaktif',
    'Close it: nothing can be given to it any more, its past stays; 409 while it has units or live reports',
    (inside, code) => deactivateInstitution({ ...inside, countLiveReports }, code),
  )
  switched('reactivate', 'aktif', 'Open it again', reactivateInstitution)
}

/** As the console's log names it. */
const logged =
  (action: string) =>
  ({ param }: Call<unknown>) => ({ area: 'institution' as const, action, subject: param('code') })
