import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import type { AppContext } from '../http/index.ts'
import { enoughToLearn } from '../routing/index.ts'

/**
 * The nightly training, where people have decided on enough reports since the last one: in a process of its own, since it
 * keeps a core busy for a minute or more. Started from elsewhere than the program (a test) it does nothing.
 */
export async function trainNightly({ db }: AppContext): Promise<void> {
  const [, program = ''] = process.argv
  if (!/^main\.[jt]s$/.test(basename(program)) || !(await enoughToLearn(db))) return
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, program, 'routing', 'train'], {
      stdio: 'ignore',
    })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Training ended with ${code}`))))
  })
}
