import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import { byId, credentialOf, seedCredential, tines } from '../vendors/tines.mts';

const ONE = '/api/v1/user_credentials/:id';
const LIST = '/api/v1/user_credentials';
const USED = { story_ids: [7], action_ids: [70, 71] };

describe('deleting a credential', () => {
	const bench = useBench(tines);
	const seed = (references: object = {}) =>
		seedCredential(bench.current.sandbox, { name: 'Old', team_id: 1, references }).id;
	const remove = async (ids: number[], options: object = {}, asked: object = {}) =>
		await bench.current.run({
			parameters: {
				...{ resource: 'credential', operation: 'delete', options },
				credentialId: byId('={{ $json.id }}'),
			},
			items: ids.map((id) => ({ json: { id } })),
			...asked,
		});
	const isThere = (id: number) => credentialOf(bench.current.sandbox, id) !== undefined;
	const behave = (behaviour: object) =>
		bench.current.sandbox.control.setBehaviour('tines', behaviour as Record<string, unknown>);

	const SHAPES = [
		['ids', 'story 7, action 70, action 71'],
		['objects', "story 7 'Story 7', action 70 'Action 70', action 71 'Action 71'"],
		['referencing', 'story 7, action 70, action 71'],
		['ignored', 'actions that Tines does not name'],
	] as const;

	test.each(SHAPES)(
		'with references as %s: one in use is named with what uses it, and kept',
		async (referencesShape, named) => {
			behave({ referencesShape });
			const id = seed(USED);
			const error = errorOf(await remove([id]));

			expect(error.message).toContain(`Credential: 'Old' (${id}) is still used by ${named}, so`);
			expect(error.description).toContain('Delete Although Used');
			expect(isThere(id)).toBe(true);
			expect(bench.current.calls('DELETE', ONE)).toEqual([]);
		},
	);

	test.each(SHAPES)(
		'with references as %s: one that nothing uses is deleted',
		async (referencesShape) => {
			behave({ referencesShape });
			const id = seed();
			expect(itemsOf(await remove([id]))[0]!.json).toEqual({ deleted: true, id });
			expect(isThere(id)).toBe(false);
		},
	);

	test.each(SHAPES)(
		'with references as %s: one in use is deleted when asked for',
		async (shape) => {
			behave({ referencesShape: shape });
			const id = seed(USED);
			itemsOf(await remove([id], { deleteReferenced: true }));
			expect(isThere(id)).toBe(false);
			expect(bench.current.calls()).toHaveLength(1);
		},
	);

	test('one that only stories use is kept, too', async () => {
		const id = seed({ story_ids: [7], action_ids: [] });
		expect(errorOf(await remove([id])).message).toContain('is still used by story 7, so');
		expect(isThere(id)).toBe(true);
	});

	test('where Tines names no references, items of a team share one list of what is unused', async () => {
		behave({ referencesShape: 'ignored' });
		const ids = [seed(), seed(USED), seed(), seed()];
		const run = await remove(ids, {}, { onError: 'continueErrorOutput' });

		expect(run.output.map((out) => out.map(({ pairedItem }) => pairedItem!.item))).toEqual([
			[0, 2, 3],
			[1],
		]);
		const lists = bench.current.calls('GET', LIST);
		expect(lists.map(({ query }) => query)).toEqual([
			{ team_id: '1', filter: 'UNUSED_IN_ACTIONS', page: '1', per_page: '500' },
		]);
	});

	test("a tenant's own refusal to delete what is in use is told", async () => {
		behave({ deleteReferenced: 'refused' });
		const id = seed(USED);
		const error = errorOf(await remove([id], { deleteReferenced: true }));
		expect(error.httpCode).toBe('422');
		expect(error.message).toContain('Credential is in use');
		expect(isThere(id)).toBe(true);
	});

	test('the same one twice is deleted once, and missing the second time', async () => {
		const id = seed();
		const run = await remove([id, id], {}, { onError: 'continueErrorOutput' });
		expect(run.output.map((out) => out.length)).toEqual([1, 1]);
		expect(run.output[1]![0]!.json.error).toContain('nothing with this ID');
	});

	test('a status of 200 is a success as well', async () => {
		behave({ deleteStatus: 200 });
		const id = seed();
		expect(itemsOf(await remove([id]))[0]!.json).toEqual({ deleted: true, id });
	});
});
