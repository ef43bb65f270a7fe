import { useSandbox } from '../support/sandbox.mts';
import { MODES } from './modes.mts';
import { credentialBody, tinesApi, type TinesApi } from './support/api.mts';

/**
 * What the vendor's Go SDK (tines/go-sdk) puts on the wire, call by call: members that are empty are
 * left out, an update sends back everything that was read, lists go on while next_page_number is
 * above 0 with the parameters of next_page.
 */
const sandbox = useSandbox();
let api: TinesApi;

beforeEach(() => {
	api = tinesApi(sandbox.current, '', {
		authorization: `Bearer ${sandbox.current.tines.owner.apiKey}`,
		accept: 'application/json',
		// The SDK names the type of a body even where it sends none.
		'content-type': 'application/json',
		'user-agent': 'Tines/GoSdk',
	});
});

/** `omitempty` of Go's JSON: no nulls, no 0, no false, no empty text, list or map. */
function omitEmpty(value: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(value).filter(
			([, member]) =>
				Boolean(member) && !(typeof member === 'object' && Object.keys(member!).length === 0),
		),
	);
}

test.each(MODES)(
	'%s: CreateCredential, GetCredential, UpdateCredential, DeleteCredential',
	async (mode) => {
		const made = await api('POST', '/user_credentials', omitEmpty(credentialBody(mode)));
		expect(made.status).toBe(201);
		const path = `/user_credentials/${made.body.id}`;
		const read = (await api('GET', path)).body as Record<string, unknown>;
		const changed = await api('PUT', path, { ...omitEmpty(read), name: 'Renamed' });
		expect(changed.status).toBe(200);
		expect(changed.body).toMatchObject({ id: read.id, name: 'Renamed', mode });
		expect((await api('DELETE', path)).status).toBe(204);
		const { status, body } = await api('GET', path);
		expect(status).toBe(404);
		expect(body.errors).toEqual([{ message: 'Not found', details: 'Credential not found' }]);
	},
);

test.each(['user_credentials', 'folders', 'audit_logs'])('List of %s', async (collection) => {
	for (const name of ['F1', 'F2', 'F3']) {
		await api('POST', '/folders', { name, content_type: 'STORY', team_id: 1 });
	}
	const ids = new Set<number>();
	let [parameters, calls] = ['?per_page=3', 0];
	for (;;) {
		const { body } = await api('GET', `/${collection}${parameters}`);
		for (const { id } of body[collection]) ids.add(id as number);
		calls += 1;
		if (!(body.meta.next_page_number > 0)) break;
		parameters = new URL(body.meta.next_page as string).search;
	}
	const { count } = (await api('GET', `/${collection}`)).body.meta;
	expect([ids.size, calls]).toEqual([count, Math.ceil(count / 3)]);
});

test('UpdateFolder sends the name in the query', async () => {
	const folder = { name: 'F', content_type: 'CREDENTIAL', team_id: 1 };
	const { id } = (await api('POST', '/folders', folder)).body;
	const { status, body } = await api('PUT', `/folders/${id}?name=New+name`);
	expect([status, body]).toEqual([
		200,
		{ ...folder, id, name: 'New name', size: 0, parent_folder_id: null },
	]);
	expect((await api('DELETE', `/folders/${id}`)).status).toBe(204);
});
