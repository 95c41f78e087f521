/**
 * Everything a fresh clone needs before a command can run: packages, browsers to drive, and the web server that the
 * update files are tried on. Plain JavaScript, because it runs before anything is installed.
 *
 * Usage: node scripts/setup.mjs [--with chromium,firefox,nginx]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** To the error stream: what a command prints may be read by a machine. */
const say = (text) => console.error(`[setup] ${text}`);

/** Known places and names, newest habit first; an environment variable overrides them all. */
const PROGRAMS = {
  chromium: {
    variable: 'JN_CHROMIUM',
    package: 'chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'],
    paths: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    elsewhere: 'install Chromium or Google Chrome and set JN_CHROMIUM to its program file',
  },
  firefox: {
    variable: 'JN_FIREFOX',
    package: 'firefox-esr',
    commands: ['firefox-esr', 'firefox'],
    paths: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    elsewhere: 'install Firefox ESR and set JN_FIREFOX to its program file',
  },
  nginx: {
    variable: 'JN_NGINX',
    package: 'nginx',
    commands: ['nginx'],
    // Where Debian keeps it is not on the search path of people.
    paths: ['/usr/sbin/nginx', '/opt/homebrew/bin/nginx', '/usr/local/bin/nginx'],
    elsewhere: 'install nginx and set JN_NGINX to its program file',
    service: 'nginx',
  },
};

const which = (command) => {
  const found = spawnSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : null;
};

/** The program file of a browser or server, or null. */
const findProgram = ({ variable, commands, paths }) => {
  const set = process.env[variable];
  if (set) {
    if (existsSync(set)) return set;
    throw new Error(`${variable} is set to ${set}, but there is no such file. Correct it or unset it.`);
  }
  for (const command of commands) {
    const path = which(command);
    if (path) return path;
  }
  return paths.find((path) => existsSync(path)) ?? null;
};

const run = (command, args) => {
  say(`${command} ${args.join(' ')}`);
  execFileSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
};

const installPackages = () => {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  const stamp = join(root, 'node_modules', '.jaga-netral-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // Not `npm ci`: it refuses a lock file in which a registry left out other platforms' optional binaries.
  run('npm', ['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error']);
  writeFileSync(stamp, wanted);
};

/** Debian starts a server with its package and at every boot: nobody asked for that who only runs our commands. */
const stopService = (service, admin) => {
  for (const [command, ...args] of [
    ['service', service, 'stop'],
    ['update-rc.d', service, 'disable'],
  ]) {
    const [program, ...rest] = [...admin, command, ...args];
    const { status } = spawnSync(program, rest, { stdio: 'ignore' });
    if (status !== 0) say(`${command} ${args.join(' ')} did not succeed; look whether ${service} is running`);
  }
};

const installProgram = (name) => {
  const wanted = PROGRAMS[name];
  if (!wanted)
    throw new Error(
      `There is no program "${name}" to set up; known are ${Object.keys(PROGRAMS).join(', ')}.`,
    );
  let path = findProgram(wanted);
  if (!path) {
    const isRoot = process.getuid?.() === 0;
    const admin = isRoot ? [] : which('sudo') ? ['sudo', '-n'] : null;
    if (!which('apt-get') || admin === null) {
      throw new Error(
        `No usable ${name} was found. Please ${wanted.elsewhere}; on Debian: apt-get install ${wanted.package}.`,
      );
    }
    const [command, ...before] = [...admin, 'apt-get'];
    run(command, [...before, 'update', '-qq']);
    run(command, [...before, 'install', '-y', '-qq', '--no-install-recommends', wanted.package]);
    if (wanted.service) stopService(wanted.service, admin);
    path = findProgram(wanted);
    if (!path)
      throw new Error(
        `${wanted.package} was installed, but its program was not found. Set ${wanted.variable}.`,
      );
  }
  say(`${name}: ${path}`);
  return path;
};

try {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`Node ${process.versions.node} is too old; install Node 20.19 or newer.`);
  installPackages();
  const at = process.argv.indexOf('--with');
  const wanted = at > 0 ? process.argv[at + 1].split(',') : [];
  const found = Object.fromEntries(wanted.map((name) => [name, installProgram(name)]));
  const folder = join(root, 'node_modules', '.cache');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'browsers.json');
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, JSON.stringify({ ...known, ...found }));
} catch (error) {
  console.error(`[setup] ${error.message}`);
  process.exit(1);
}
