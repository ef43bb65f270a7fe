import { seededRandom } from './random.mts';

/**
 * What goes wrong:
 * - `status`, `html`, `redirect`: answered in the vendor's place, nothing is changed
 * - `cutBefore`, `timeout`: no answer, nothing is changed
 * - `cutAfter`, `timeoutAfter`: no answer, the change is made
 * - `truncated`: the change is made, half of the answer is sent, then the connection is cut
 * - `slow`: the right answer, late
 */
export const FAULT_KINDS = [
	'status',
	'cutBefore',
	'cutAfter',
	'timeout',
	'timeoutAfter',
	'slow',
	'truncated',
	'html',
	'redirect',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault and the requests it is for. */
export interface FaultSpec {
	kind: FaultKind;
	vendor?: string;
	server?: string;
	method?: string;
	/** Exact path, or a pattern: `:name` stands for one segment, `*` for anything. */
	path?: string;
	/** Matching requests to leave alone first. */
	skip?: number;
	/** How many requests meet the fault; 1 unless given. */
	times?: number | 'always';
	/** Chance of meeting it, 0 to 1. */
	rate?: number;
	/** Seed of the chance; the same seed repeats the same run. */
	seed?: number;
	status?: number;
	headers?: Record<string, string>;
	body?: unknown;
	/** Delay of `slow` in milliseconds; other kinds happen after this delay too. */
	delayMs?: number;
}

/** A request as far as faults look at it. */
export interface FaultTarget {
	vendor: string;
	server: string;
	method: string;
	path: string;
}

/** A request whose body is known as well. */
export interface ReadTarget extends FaultTarget {
	body: unknown;
}

/** Says for each request which fault it meets, if any. */
export type FaultPlan = (target: ReadTarget) => FaultSpec | undefined;

interface ArmedFault {
	spec: FaultSpec;
	pattern?: RegExp;
	toSkip: number;
	left: number;
	random?: () => number;
}

function compile(path: string): RegExp {
	const source = path
		.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
		.replace(/\*/g, '.*')
		.replace(/:[A-Za-z]\w*/g, '[^/]+');
	return new RegExp(`^${source}$`);
}

function check(spec: FaultSpec): void {
	if (!FAULT_KINDS.includes(spec.kind)) {
		throw new RangeError(`Unknown fault kind '${spec.kind}': use one of ${FAULT_KINDS.join(', ')}`);
	}
	if (spec.rate !== undefined && !(spec.rate >= 0 && spec.rate <= 1)) {
		throw new RangeError('Fault rate must be between 0 and 1');
	}
	if (spec.kind === 'status' && spec.status === undefined) {
		throw new RangeError("A fault of kind 'status' needs a status");
	}
}

/** The faults waiting for their requests, in the order they were added. */
export class Faults {
	#armed = new Map<string, ArmedFault>();
	#nextId = 1;
	#plan: FaultPlan | undefined;

	/** @throws RangeError when the fault is not one that can happen */
	add(spec: FaultSpec): { id: string } {
		check(spec);
		const id = String(this.#nextId++);
		const times = spec.times ?? (spec.rate === undefined ? 1 : 'always');
		this.#armed.set(id, {
			spec,
			pattern: spec.path === undefined ? undefined : compile(spec.path),
			toSkip: spec.skip ?? 0,
			left: times === 'always' ? Infinity : times,
			random: spec.rate === undefined ? undefined : seededRandom(spec.seed ?? 1),
		});
		return { id };
	}

	/** The fault this request meets, counted as met; the first that fits wins. */
	take(target: FaultTarget): FaultSpec | undefined {
		for (const [id, fault] of this.#armed) {
			if (!fits(fault, target)) continue;
			if (fault.toSkip > 0) {
				fault.toSkip -= 1;
				continue;
			}
			if (fault.random && fault.random() >= (fault.spec.rate ?? 1)) continue;
			fault.left -= 1;
			if (fault.left <= 0) this.#armed.delete(id);
			return fault.spec;
		}
		return undefined;
	}

	/** Follows a plan, for requests that meet no other fault; undefined ends it. */
	follow(plan: FaultPlan | undefined): void {
		this.#plan = plan;
	}

	/** The fault that the plan has for a request. */
	planned(target: ReadTarget): FaultSpec | undefined {
		return this.#plan?.(target);
	}

	clear(): void {
		this.#armed.clear();
		this.#plan = undefined;
	}
}

function fits({ spec, pattern }: ArmedFault, target: FaultTarget): boolean {
	return (
		(spec.vendor === undefined || spec.vendor === target.vendor) &&
		(spec.server === undefined || spec.server === target.server) &&
		(spec.method === undefined || spec.method.toUpperCase() === target.method) &&
		(pattern === undefined || pattern.test(target.path))
	);
}
