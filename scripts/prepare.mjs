// Builds the program where npm installs it from a git repository for all projects, as pre-commit does from version 4.7 on. npm runs nothing
// but `prepare` then, and has not installed what a build needs: its own preparation is a global installation, too.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

if (process.env['npm_config_global'] === 'true' && !existsSync('dist/cli.cjs')) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_config_(?:global|location|prefix|local_prefix|global_prefix|install_links)$/i.test(name)))
  for (const args of [['install', '--include=dev', '--ignore-scripts'], ['run', 'build']]) {
    execFileSync('npm', args, { env, stdio: 'pipe', shell: process.platform === 'win32' })
  }
}
