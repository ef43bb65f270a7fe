import { startSandbox, type JournalEntry, type Sandbox } from '../../sandbox/index.mts';
import { startEngine, type Engine, type EngineRun } from './engine.mts';
import type { LookupRequest, RunRequest } from './protocol.mts';
import type { Credentials, VendorCase } from './vendorCase.mts';

/** What a test gives of a run; the rest is the vendor's. */
export type Asked = Pick<RunRequest, 'parameters'> & Partial<RunRequest>;

/** What a test gives of a lookup. */
export type Looked = Pick<LookupRequest, 'method'> & Partial<LookupRequest>;

/** So many requests a minute that the rate is no subject. */
export const NO_LIMIT = { perMinute: 1_000_000, tokenPerMinute: 1_000_000 };

let lastCredential = 0;

/** A vendor's sandbox and n8n's engine, side by side. */
export class Bench {
	readonly vendor: VendorCase;
	readonly sandbox: Sandbox;
	readonly engine: Engine;
	#credentialId = '';

	constructor(vendor: VendorCase, sandbox: Sandbox, engine: Engine) {
		this.vendor = vendor;
		this.sandbox = sandbox;
		this.engine = engine;
		this.fresh();
	}

	/** The sandbox as at its start, and a stored credential that has no session yet. */
	fresh(): void {
		this.sandbox.control.reset();
		this.sandbox.control.setLimits(NO_LIMIT);
		this.#credentialId = String(++lastCredential);
	}

	get credentials(): Credentials {
		return this.vendor.credentials(this.sandbox);
	}

	async run(asked: Asked, cancel?: AbortSignal): Promise<EngineRun> {
		const request = {
			node: this.vendor.node,
			credentials: this.credentials,
			credentialId: this.#credentialId,
			...asked,
		};
		return await this.engine.run(request, cancel);
	}

	/** Asks one of the node's lookups, a searchable list by default, with the same credential. */
	async lookup<Result>(looked: Looked): Promise<Result> {
		return await this.engine.lookup<Result>({
			...{ node: this.vendor.node, kind: 'listSearch', credentials: this.credentials },
			...{ credentialId: this.#credentialId, ...looked },
		});
	}

	/** The calls to the vendor's API so far, logins left out. */
	calls(method?: string, path?: string): JournalEntry[] {
		const pattern = new RegExp(`^${(path ?? '*').replace(/:\w+/g, '[^/]+').replace('*', '.*')}$`);
		return this.sandbox.control
			.journal({ vendor: this.vendor.name, ...(method === undefined ? {} : { method }) })
			.filter((call) => pattern.test(call.path) && !this.#isLogin(call));
	}

	/** How often a session was begun so far, or tried to be. */
	logins(): number {
		return this.sandbox.control
			.journal({ vendor: this.vendor.name })
			.filter((call) => this.#isLogin(call)).length;
	}

	#isLogin({ method, path }: JournalEntry): boolean {
		const { login } = this.vendor;
		return method === login?.method && path === login.path;
	}

	/** The vendor's whole state, live. */
	get state(): any {
		return this.sandbox.control.state(this.vendor.name);
	}
}

/**
 * Registers a bench for the tests of a file: started before them, fresh for each, and at the end
 * the sandbox is held to the vendor's description for everything it has answered.
 */
export function useBench(vendor: VendorCase): { readonly current: Bench } {
	let bench: Bench | undefined;
	beforeAll(async () => {
		bench = new Bench(vendor, await startSandbox(), await startEngine());
	}, 60_000);
	beforeEach(() => bench?.fresh());
	afterAll(async () => {
		await bench?.engine.stop();
		const report = bench?.sandbox.control.contract();
		await bench?.sandbox.close();
		expect(report?.violations).toEqual([]);
		expect(report?.validated).toBeGreaterThan(0);
	});
	return {
		get current() {
			if (!bench) throw new Error('The bench is there only while tests run');
			return bench;
		},
	};
}

/** A run that ended with an error: the error, or a failed assertion. */
export function errorOf(run: EngineRun) {
	if (!run.error) throw new Error('The run was to end with an error, but succeeded');
	return run.error;
}

/** A run that did all it was asked to: its items. */
export function itemsOf(run: EngineRun) {
	expect(run.error).toBeUndefined();
	return run.items;
}
