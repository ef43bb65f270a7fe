import { useSandbox } from '../support/sandbox.mts';
import { zeusOf } from './support/zeus.mts';

// Thousands of calls take their time on a busy machine; how long is no subject here.
jest.setTimeout(60_000);

const sandbox = useSandbox();

test('5,000 integrations: one list of all, and each gets, changes and loses its credential', async () => {
	const { control, paragon } = sandbox.current;
	const seeded = control.seed('paragon', { integrations: 5000 }) as {
		integrations: Array<{ id: string }>;
	};
	const zeus = await zeusOf(sandbox.current);
	const project = `/projects/${paragon.projectId}`;
	const { body } = await zeus('GET', `${project}/integrations?size=9007199254740991`);
	expect(body.items).toHaveLength(5008);

	const { validated } = control.contract();
	const waiting = seeded.integrations.slice(0, 400);
	const ids = new Set<string>();
	const work = async () => {
		for (let next = waiting.pop(); next; next = waiting.pop()) {
			const put = async (clientSecret: string) =>
				await zeus('PUT', `${project}/credentials/oauth`, {
					name: 'user@example.com',
					values: { clientId: next!.id, clientSecret, scopes: '' },
					provider: 'custom',
					scheme: 'oauth_app',
					integrationId: next!.id,
				});
			const { id } = (await put('first')).body;
			ids.add(id as string);
			expect((await put('second')).body.id).toBe(id);
			const path = `${project}/credentials/${id}`;
			expect((await zeus('GET', `${path}/decrypted`)).body.values.clientSecret).toBe('second');
			expect((await zeus('DELETE', path)).status).toBe(200);
		}
	};
	await Promise.all(Array.from({ length: 20 }, work));
	expect(ids.size).toBe(400);
	expect(control.contract().validated - validated).toBe(1600);
	expect((await zeus('GET', `${project}/credentials`)).body).toHaveLength(1);
});
