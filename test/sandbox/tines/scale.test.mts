import { useSandbox } from '../support/sandbox.mts';
import { credentialBody, tinesApi } from './support/api.mts';

const sandbox = useSandbox();
const PATH = '/user_credentials';

test('100,000 credentials: any page is there at once, and all of them by following next_page', async () => {
	sandbox.current.control.seed('tines', { credentials: 100_000 });
	const api = tinesApi(sandbox.current);
	const { body } = await api('GET', `${PATH}?per_page=500&page=150`);
	expect(body.user_credentials).toHaveLength(500);
	expect(body.meta).toMatchObject({ count: 100_048, pages: 201 });

	const ids = new Set<number>();
	let next: string | null = `${PATH}?per_page=500`;
	while (next) {
		const page: { user_credentials: Array<{ id: number }>; meta: { next_page: string | null } } = (
			await api('GET', next.replace(/^.*\/api\/v1/, ''))
		).body;
		for (const { id } of page.user_credentials) ids.add(id);
		next = page.meta.next_page;
	}
	expect(ids.size).toBe(100_048);
}, 60_000);

test('1,000 operations at once: all done, none twice', async () => {
	const { control } = sandbox.current;
	control.setLimits({ perMinute: 1_000_000 });
	const { validated } = control.contract();
	const api = tinesApi(sandbox.current);
	const one = async () => {
		const { body } = await api('POST', PATH, credentialBody('OAUTH', { folder_id: 1 }));
		await api('PUT', `${PATH}/${body.id}`, { mode: 'OAUTH', name: 'x' });
		return (await api('DELETE', `${PATH}/${body.id}`)).status;
	};
	const workers = Array.from({ length: 20 }, async () => {
		const statuses: number[] = [];
		for (let count = 0; count < 17; count += 1) statuses.push(await one());
		return statuses;
	});
	expect(new Set((await Promise.all(workers)).flat())).toEqual(new Set([204]));
	expect(control.contract().validated - validated).toBe(340 * 3);
	expect(control.state('tines').credentials).toHaveLength(48);
	expect((await api('GET', '/folders/1')).body.size).toBe(7);
});
