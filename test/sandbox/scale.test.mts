import { apiOf } from './support/http.mts';
import { codeClient, useSandbox } from './support/sandbox.mts';

const sandbox = useSandbox();
const PATH = '/api/v2/oauth/clients';

test('20,000 clients in one list, each held against the description', async () => {
	sandbox.current.control.seed('genesysCloud', { clients: 20_000 });
	const api = await apiOf(sandbox.current);
	const { body } = await api('GET', PATH);
	expect(body.total).toBe(20_007);
	expect(body.entities).toHaveLength(20_007);
});

test('1,000 operations at once: all done, none twice', async () => {
	sandbox.current.control.setLimits({ perMinute: 1_000_000 });
	const api = await apiOf(sandbox.current);
	const { validated } = sandbox.current.control.contract();
	const one = async () => {
		const { body } = await api('POST', PATH, codeClient());
		await api('PUT', `${PATH}/${body.id}`, { ...codeClient(), state: 'inactive' });
		return (await api('DELETE', `${PATH}/${body.id}`)).status;
	};
	const workers = Array.from({ length: 20 }, async () => {
		const statuses: number[] = [];
		for (let count = 0; count < 17; count += 1) statuses.push(await one());
		return statuses;
	});
	const statuses = (await Promise.all(workers)).flat();
	expect(new Set(statuses)).toEqual(new Set([204]));
	expect(sandbox.current.control.contract().validated - validated).toBe(340 * 3);
	expect((await api('GET', PATH)).body.total).toBe(7);
});
