// The process: hands it over to main, and tells what could not be printed.

import { languageFor, main } from './main.ts'
import { endOf, outlet } from './outlet.ts'

/** Does what the command line asks for, and sets the exit code. */
export async function run(): Promise<void> {
  // Larger files than the system allows are an error of writing like any other, not the end of the process.
  if (process.platform !== 'win32') process.on('SIGXFSZ', () => {})
  const argv = process.argv.slice(2)
  const env = withLocale(process.env)
  const outlets = { stdout: outlet(process.stdout), stderr: outlet(process.stderr) }
  const sealed: string[] = []
  const code = await main(argv, {
    stdout: outlets.stdout.output,
    stderr: outlets.stderr.output,
    // Asked for where it is needed: the folder may have been removed.
    get cwd() {
      return process.cwd()
    },
    now: new Date(),
    env,
    onSealed: entry => void sealed.push(entry),
  })
  process.exitCode = await endOf(code, outlets, sealed, languageFor(argv, env))
}

/** Windows has no variables of the locale: there the system is asked. */
function withLocale(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const said = env.LC_ALL || env.LC_MESSAGES || env.LANG
  if (process.platform !== 'win32' || said) return env
  return { ...env, LANG: Intl.DateTimeFormat().resolvedOptions().locale }
}
