interface Part {
  readonly $ref?: string
}
type Parts = Record<string, Part | object>
interface Operation {
  parameters?: (object & { in?: string; name?: string })[]
  responses?: Record<string, { headers?: Parts; content?: Record<string, { schema?: object }> }>
}

const PROBLEM = 'application/problem+json'

/**
 * What nearly every operation repeats (headers it takes and answers with, the shape of a refusal) stands once under
 * `components`, so that the document stays as long as what it says.
 */
export function shareParts(document: object): object {
  const paths = 'paths' in document ? (document.paths as Record<string, Record<string, Operation>>) : {}
  const shared: Record<'headers' | 'parameters' | 'schemas', Parts> = {
    headers: {},
    parameters: {},
    schemas: {},
  }
  const share = (kind: keyof typeof shared, name: string, part: object): Part => {
    shared[kind][name] = part
    return { $ref: `#/components/${kind}/${name}` }
  }
  for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    operation.parameters = operation.parameters?.map((parameter) =>
      parameter.in === 'header' ? share('parameters', String(parameter.name), parameter) : parameter,
    )
    for (const response of Object.values(operation.responses ?? {})) {
      for (const [name, header] of Object.entries(response.headers ?? {}))
        response.headers = { ...response.headers, [name]: share('headers', name, header) }
      const problem = response.content?.[PROBLEM]
      if (problem?.schema !== undefined) problem.schema = share('schemas', 'Problem', problem.schema)
    }
  }
  const components = 'components' in document ? (document.components as object) : {}
  return { ...document, components: { ...components, ...shared } }
}
