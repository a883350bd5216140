// The program's entry: hands the process over to main. A reader that stops reading (| head) is no error.

import { main } from './main.ts'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const code = await main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  now: new Date(),
  env: withLocale(process.env),
})
process.exitCode = code

/** Windows has no variables of the locale: there the system is asked. */
function withLocale(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const said = env.LC_ALL || env.LC_MESSAGES || env.LANG
  if (process.platform !== 'win32' || said) return env
  return { ...env, LANG: Intl.DateTimeFormat().resolvedOptions().locale }
}
