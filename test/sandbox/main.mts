import { parseArgs } from 'node:util';
import {
	PortTakenError,
	startSandbox,
	VENDORS,
	type Sandbox,
	type SandboxPorts,
} from './index.mts';

/** `genesysApi` as the words of a flag or a variable: genesys-api, GENESYS_API. */
function words(name: string, separator: string): string {
	return name.replace(/[A-Z]/g, (letter) => `${separator}${letter.toLowerCase()}`);
}

/** Flag and environment variable of each port. */
const SETTINGS = [...VENDORS.flatMap(({ ports }) => ports), 'control' as const].map((name) => ({
	name,
	flag: `${words(name, '-')}-port`,
	variable: `SANDBOX_${words(name, '_').toUpperCase()}_PORT`,
}));

const USAGE = `Starts the vendors' stand-ins on 127.0.0.1.

${SETTINGS.map(({ flag, variable }) => `  --${flag.padEnd(22)} or ${variable}`).join('\n')}

0, the default, lets the system pick a port.
`;

function readPorts(flags: Record<string, string | boolean | undefined>): SandboxPorts {
	const ports: SandboxPorts = {};
	for (const { name, flag, variable } of SETTINGS) {
		const text = flags[flag] ?? process.env[variable] ?? '0';
		const port = Number(text);
		if (text === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
			throw new RangeError(`--${flag} (${variable}) must be a port from 0 to 65535, not '${text}'`);
		}
		ports[name] = port;
	}
	return ports;
}

/** A handle's members line by line; credentials have lines of their own. */
function lines(handle: object, prefix = ''): string[] {
	return Object.entries(handle).flatMap(([name, value]) =>
		typeof value === 'object' && value !== null
			? lines(value as object, `${prefix}${name}.`)
			: `  ${`${prefix}${name}`.padEnd(22)}  ${String(value)}`,
	);
}

function print(sandbox: Sandbox): void {
	const vendors = VENDORS.flatMap(({ name, title }) => [title, ...lines(sandbox[name])]);
	process.stdout.write(`${[...vendors, `Control ${sandbox.controlUrl}`].join('\n')}\n`);
	process.stdout.write('Stop with Ctrl+C.\n');
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			help: { type: 'boolean' },
			...Object.fromEntries(SETTINGS.map(({ flag }) => [flag, { type: 'string' as const }])),
		},
	});
	if (values.help) {
		process.stdout.write(USAGE);
		return;
	}
	const sandbox = await startSandbox({ ports: readPorts(values) });
	const stop = () => {
		// An IPC channel would keep the process alive.
		if (process.connected) process.disconnect();
		void sandbox.close();
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	process.once('disconnect', stop);
	print(sandbox);
	const { control: _control, close: _close, ...told } = sandbox;
	process.send?.(told);
}

main().catch((error: unknown) => {
	const hint = error instanceof PortTakenError ? '. Choose another port; see --help' : '';
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}${hint}\n`);
	process.exitCode = 1;
});
