import { startSandbox, type FaultPlan, type ReadTarget } from '../../sandbox/index.mts';
import { faultPlan, type FaultCounts } from './faultPlan.mts';
import type { SandboxMessage } from './sandbox.mts';

/** The vendors' stand-ins in a process of their own, so that they can live by the engine's clock. */

const { control, close, ...told } = await startSandbox();
const plans = new Map<string, FaultPlan>();
const counts = new Map<string, FaultCounts>();
const names = new Map<string, Map<string, string>>();
const watches = new Map<string, Watch>();

/** What there was in a collection of a vendor's state at the beginning, and what has been since. */
interface Watch {
	collection: string;
	before: ReadonlySet<string | number>;
	made: Map<string | number, string>;
}

const collectionOf = (vendor: string, collection: string): Array<Record<string, any>> =>
	control.state(vendor)[collection];

function look(vendor: string): void {
	const { collection, before, made } = watches.get(vendor)!;
	for (const { id, name } of collectionOf(vendor, collection)) {
		if (!before.has(id) && !made.has(id)) made.set(id, `${name ?? id}`);
	}
}

/** The known thing that a request names: in its path, or in its body. */
function subjectOf({ vendor, path, body }: ReadTarget): string | undefined {
	const known = names.get(vendor);
	const members = typeof body === 'object' && body !== null ? Object.values(body) : [];
	return [...path.split('/').reverse(), ...members]
		.map((text) => (typeof text === 'string' ? known?.get(text) : undefined))
		.find((name) => name !== undefined);
}

control.followPlan((target) => {
	// Whatever is deleted has been there until now.
	if (target.method === 'DELETE' && watches.has(target.vendor)) look(target.vendor);
	return plans.get(target.vendor)?.(target);
});

function answerTo(message: SandboxMessage): unknown {
	switch (message.ask) {
		case 'plan': {
			const planned = faultPlan(message, subjectOf);
			plans.set(message.vendor, planned.plan);
			counts.set(message.vendor, planned.counts);
			return undefined;
		}
		case 'names': {
			const known = names.get(message.vendor) ?? new Map<string, string>();
			names.set(message.vendor, known);
			for (const [id, name] of message.names) known.set(String(id), name);
			return undefined;
		}
		case 'state':
			return JSON.parse(JSON.stringify(control.state(message.vendor)));
		case 'watch': {
			const { vendor, collection } = message;
			const before = new Set(collectionOf(vendor, collection).map(({ id }) => id));
			watches.set(vendor, { collection, before, made: new Map() });
			return undefined;
		}
		case 'made':
			look(message.vendor);
			return [...watches.get(message.vendor)!.made];
		case 'seed':
			return control.seed(message.vendor, message.additions);
		case 'limits':
			return control.setLimits(message.limits);
		case 'expireTokens':
			return control.expireTokens(message.vendor);
		case 'journal':
			return control.journal({ vendor: message.vendor });
		case 'counts':
			return counts.get(message.vendor);
	}
}

process.on('message', ({ id, ...message }: SandboxMessage & { id: number }) => {
	process.send?.({ id, result: answerTo(message as SandboxMessage) });
});
process.once('disconnect', () => void close());
process.send?.({ ready: told });
