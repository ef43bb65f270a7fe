import { errorOf, itemsOf, useBench } from '../support/bench.mts';
import { stateOf, tines } from '../vendors/tines.mts';

const LIST = '/api/v1/user_credentials';
const bench = useBench(tines);

const wanted = Array.from({ length: 1100 }, (_, index) => ({
	...{ name: `c ${index}`, mode: 'TEXT', team_id: 1, value: 'a text to keep' },
}));

/** Each page but the first of a reading comes late, so that something can happen in between. */
function slowDown(times: number | 'always' = 1) {
	bench.current.sandbox.control.addFault({
		...{ method: 'GET', path: LIST, kind: 'slow', skip: 1, times, delayMs: 150 },
	});
}

const listCalls = () => bench.current.calls('GET', LIST).length;

/** Somebody else deletes the first credential that is not one of those that are wanted. */
async function deleteOne() {
	const { sandbox } = bench.current;
	const { id } = stateOf(sandbox).credentials.find(({ name }: any) => !name.startsWith('c '));
	const headers = { authorization: `Bearer ${sandbox.tines.owner.apiKey}` };
	await fetch(`${sandbox.tines.url}${LIST}/${id}`, { method: 'DELETE', headers });
}

/** Does something each time that a page after the first is asked for, at most so often. */
async function betweenPages<Result>(
	running: Promise<Result>,
	act: () => Promise<void>,
	times: number,
): Promise<Result> {
	let [ended, done] = [false, 0];
	void running.finally(() => (ended = true));
	while (!ended && done < times) {
		if (listCalls() >= done + 2) {
			done++;
			await act();
		}
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
	return await running;
}

beforeEach(() => bench.current.sandbox.control.seed('tines', { credentials: wanted }));

test.each(['sync', 'upsert'] as const)(
	'%s makes none a second time when somebody deletes another between two pages',
	async (operation) => {
		slowDown();
		const running = bench.current.run({
			parameters: {
				...{ resource: 'credential', operation, inputFormat: 'item', matchOn: 'key' },
				options: { whenUnknown: 'skip' },
			},
			items: wanted.map((json) => ({ json: { ...json } })),
			brief: true,
		});
		const items = itemsOf(await betweenPages(running, deleteOne, 1));
		expect(items.filter(({ json }) => json.action !== 'unchanged')).toEqual([]);
		const calls = bench.current.calls();
		expect(calls.filter(({ method }) => method !== 'GET')).toHaveLength(1);
		expect(listCalls()).toBe(6);
	},
);

const getMany = async () =>
	await bench.current.run({
		parameters: { resource: 'credential', operation: 'getAll', returnAll: true },
		brief: true,
	});

test('Get Many gives all that are there, also when others come and go between the pages', async () => {
	slowDown('always');
	const { sandbox } = bench.current;
	let calls = 0;
	const running = getMany();
	const items = await betweenPages(
		running,
		async () => {
			if (++calls === 1) await deleteOne();
			else sandbox.control.seed('tines', { credentials: [{ name: 'new' }] });
		},
		2,
	).then(itemsOf);
	const names = items.map(({ json }) => json.name as string);
	const there: string[] = stateOf(sandbox).credentials.map(({ name }: any) => name);
	expect(names).toEqual(expect.arrayContaining(there));
	expect(new Set(items.map(({ json }) => json.id)).size).toBe(items.length);
	expect(listCalls()).toBe(6);
});

test('a list that loses one before each page is read twice, and none that is left is missed', async () => {
	slowDown('always');
	const { sandbox } = bench.current;
	const items = itemsOf(await betweenPages(getMany(), deleteOne, 20));
	const there: string[] = stateOf(sandbox).credentials.map(({ name }: any) => name);
	expect(items.map(({ json }) => json.name)).toEqual(expect.arrayContaining(there));
	expect(listCalls()).toBe(6);
});

test('a list that is not read twice alike, in no known order, is told to be so', async () => {
	const { sandbox } = bench.current;
	sandbox.control.setBehaviour('tines', { credentialOrder: 'idDescending' });
	slowDown('always');
	const error = errorOf(await betweenPages(getMany(), deleteOne, 20));
	expect(error.message).toMatch(/^The list of user_credentials keeps changing while it is read/);
	expect(listCalls()).toBe(15);
});
