import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { Bench } from './bench.mts';
import { startEngine, type Engine } from './engine.mts';
import type { VendorCase } from './vendorCase.mts';

/** A test that mostly waits, so that it is played beside others. */
export interface Scene {
	vendor: VendorCase;
	name: string;
	/** The test itself, on a bench that is fresh and nobody else's meanwhile. */
	play(bench: Bench): Promise<void>;
}

/** How long a test may wait for its turn and its end, in milliseconds. */
const TIMEOUT_MS = 120_000;

/**
 * Registers tests that are played side by side, with one engine.
 *
 * @param lanes how many at once; each lane has a sandbox, which is held to the vendors' descriptions
 * at the end
 */
export function sideBySide(scenes: readonly Scene[], lanes: number): void {
	const sandboxes: Sandbox[] = [];
	const played = scenes.map((scene) => ({ scene, ...Promise.withResolvers<void>() }));
	let engine: Engine | undefined;

	async function workOff(queue: typeof played): Promise<void> {
		const sandbox = await startSandbox();
		sandboxes.push(sandbox);
		for (let next = queue.shift(); next; next = queue.shift()) {
			const { scene, resolve, reject } = next;
			await scene.play(new Bench(scene.vendor, sandbox, engine!)).then(resolve, reject);
		}
	}

	beforeAll(async () => {
		engine = await startEngine();
		const queue = [...played];
		// Each is awaited by its own test, which may come long after it has failed.
		for (const { promise } of played) promise.catch(() => undefined);
		for (let lane = 0; lane < Math.min(lanes, played.length); lane++) {
			void workOff(queue).catch((error) => played.forEach(({ reject }) => reject(error)));
		}
	}, 60_000);

	for (const { scene, promise } of played) {
		test(`${scene.vendor.name}: ${scene.name}`, async () => await promise, TIMEOUT_MS);
	}

	afterAll(async () => {
		await engine?.stop();
		for (const sandbox of sandboxes) {
			expect(sandbox.control.contract().violations).toEqual([]);
			await sandbox.close();
		}
	});
}
