import { itemsOf, useBench } from '../support/bench.mts';
import { credentialsNamed, tines } from '../vendors/tines.mts';

const bench = useBench(tines);

const ENTRY = 'n8n_oauth_admin_fingerprint';
const KEEP = { keepFingerprint: true };
const WITHOUT = { keepFingerprint: false };

const text = (value: string, more: object = {}) => ({
	...{ name: 'a', mode: 'TEXT', team_id: 1, value, ...more },
});

const HIDDEN = { field: 'value', kind: 'unknown' };

const kept = () => credentialsNamed(bench.current.sandbox, 'a')[0];

describe.each(['sync', 'upsert'] as const)('the fingerprint, with %s', (operation) => {
	const written = operation === 'sync' ? 'update' : 'updated';

	/** What is said to have been done, and why. */
	async function act(wanted: object, options: object) {
		bench.current.sandbox.control.clearJournal();
		const parameters = { resource: 'credential', operation, inputFormat: 'item', matchOn: 'key' };
		const run = await bench.current.run({
			...{ parameters: { ...parameters, options }, items: [{ json: { ...wanted } }] },
		});
		const [{ json }] = itemsOf(run) as any;
		return [json.action, json.changes];
	}

	test('is gone after a write with it switched off, so that no old value passes for the present one', async () => {
		const more = { metadataJson: { owner: 'team a' } };
		await act(text('one', more), KEEP);
		await act(text('two', more), WITHOUT);
		expect(kept().metadata).toEqual({ owner: 'team a' });
		expect(bench.current.calls('PUT')).toHaveLength(1);

		expect(await act(text('one', more), KEEP)).toEqual([written, [HIDDEN]]);
		expect(kept().settings.value).toBe('one');
		expect(kept().metadata).toEqual({ owner: 'team a', [ENTRY]: expect.any(String) });
	});

	test('of another key leaves a value unknown, with Skip until something else is written', async () => {
		const skip = { ...KEEP, whenUnknown: 'skip' };
		await act(text('one'), skip);
		const { metadata } = kept();
		metadata[ENTRY] = metadata[ENTRY].replace(/^(v1 \d+ \S+) \S+/, '$1 madeByAnotherKey');
		for (const value of ['two', 'three']) {
			expect(await act(text(value), skip)).toEqual(['unchanged', [HIDDEN]]);
		}
		expect(kept().settings.value).toBe('one');

		expect((await act(text('four', { description: 'd' }), skip))[0]).toBe(written);
		expect(kept().settings.value).toBe('four');
		expect(await act(text('four', { description: 'd' }), skip)).toEqual(['unchanged', []]);
	});
});
