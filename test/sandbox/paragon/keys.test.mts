import { createPrivateKey, createPublicKey, createSign, createVerify } from 'node:crypto';
import { useSandbox } from '../support/sandbox.mts';
import { zeusAs, zeusOf, type Zeus } from './support/zeus.mts';

const sandbox = useSandbox();
let zeus: Zeus;
let project: string;

beforeEach(async () => {
	zeus = await zeusOf(sandbox.current);
	project = `/projects/${sandbox.current.paragon.projectId}`;
});

const behave = (changes: Record<string, unknown>) =>
	sandbox.current.control.setBehaviour('paragon', changes);

test('a signing key: a real pair whose private half is shown once', async () => {
	const { projectId } = sandbox.current.paragon;
	const { status, body } = await zeus('POST', `${project}/keys`, { projectId });
	expect(status).toBe(201);
	const { privateKey, ...key } = body;
	const { publicKey, generatedDate } = key.authConfig.paragon;
	expect(key).toEqual({
		id: expect.any(String),
		projectId,
		authType: 'paragon',
		authConfig: { paragon: { publicKey, generatedDate: key.dateCreated } },
		dateDeleted: null,
		dateCreated: generatedDate,
		dateUpdated: expect.any(String),
		revoked: false,
	});
	const signature = createSign('sha256').update('text').sign(createPrivateKey(privateKey));
	const verify = createVerify('sha256').update('text');
	expect(verify.verify(createPublicKey(publicKey), signature)).toBe(true);
	expect(createPrivateKey(privateKey).asymmetricKeyDetails?.modulusLength).toBe(2048);

	expect((await zeus('GET', `${project}/keys`)).body).toEqual([key]);
	expect(JSON.stringify(sandbox.current.control.state('paragon'))).not.toContain('PRIVATE KEY');
	expect((await zeus('DELETE', `${project}/keys/${key.id}`)).status).toBe(200);
	expect((await zeus('DELETE', `${project}/keys/${key.id}`)).status).toBe(404);
	const { teams } = sandbox.current.control.state('paragon');
	const wrong = { projectId: teams[0].id as string };
	expect((await zeus('POST', `${project}/keys`, wrong)).status).toBe(400);
});

test('a new signing key revokes the others, or not by the switch', async () => {
	const { projectId } = sandbox.current.paragon;
	const revoked = async () =>
		(await zeus('GET', `${project}/keys`)).body.map((key: { revoked: boolean }) => key.revoked);
	await zeus('POST', `${project}/keys`, { projectId });
	await zeus('POST', `${project}/keys`, { projectId });
	expect(await revoked()).toEqual([true, false]);
	behave({ otherSigningKeys: 'kept' });
	await zeus('POST', `${project}/keys`, { projectId });
	expect(await revoked()).toEqual([true, false, false]);
});

test('an environment secret: its value is never shown, its hash changes with it', async () => {
	const { projectId } = sandbox.current.paragon;
	const path = `${project}/secrets`;
	const made = await zeus('POST', path, { key: 'API', value: 'hush-1' });
	expect(made).toMatchObject({ status: 201 });
	expect(made.body).toEqual({
		id: expect.any(String),
		key: 'API',
		projectId,
		hash: expect.any(String),
		dateCreated: expect.any(String),
		dateUpdated: expect.any(String),
		dateDeleted: null,
	});
	const secret = `${path}/${made.body.id}`;
	const changed = await zeus('PATCH', secret, { key: 'API', value: 'hush-2' });
	expect(changed).toMatchObject({ status: 200, body: { id: made.body.id, key: 'API' } });
	expect(changed.body.hash).not.toBe(made.body.hash);
	const list = await zeus('GET', path);
	expect(list.body).toEqual([changed.body]);
	expect(JSON.stringify(list.body)).not.toContain('hush');
	const [record] = sandbox.current.control.state('paragon').secrets;
	expect(record.value).toBe('hush-2');

	expect((await zeus('POST', path, { key: 'API', value: 'x' })).status).toBe(409);
	behave({ duplicateSecretKey: 'accepted' });
	expect((await zeus('POST', path, { key: 'API', value: 'x' })).status).toBe(201);
	expect((await zeus('POST', path, { key: '', value: 5 })).body.message).toHaveLength(2);
	expect((await zeus('DELETE', secret)).status).toBe(200);
	for (const method of ['DELETE', 'PATCH']) {
		const body = method === 'PATCH' ? { key: 'A', value: 'b' } : undefined;
		expect((await zeus(method, secret, body)).body.message).toMatch(/environment secret/);
	}
});

test('a Member makes environment secrets but changes none; by the switch neither', async () => {
	const path = `${project}/secrets`;
	const member = await zeusAs(sandbox.current, 'MEMBER');
	const { status, body } = await member('POST', path, { key: 'API', value: 'x' });
	expect(status).toBe(201);
	const secret = `${path}/${body.id}`;
	expect((await member('PATCH', secret, { key: 'API', value: 'y' })).status).toBe(403);
	expect((await member('DELETE', secret)).status).toBe(403);
	behave({ memberSecrets: 'none' });
	expect((await member('POST', path, { key: 'B', value: 'x' })).status).toBe(403);
	expect((await zeus('POST', path, { key: 'B', value: 'x' })).status).toBe(201);
});
