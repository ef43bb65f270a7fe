import { newToken } from '../../../nodes/core/session.ts';
import { PARAGON } from '../../../nodes/Paragon/vendor.ts';

const CREDENTIAL = {
	baseUrl: 'https://zeus.example.com',
	email: ' me@example.com ',
	password: 's3cret',
};

test('password and session must not be seen, whatever Paragon quotes', async () => {
	jest.useFakeTimers();
	const { baseUrl, email, password } = CREDENTIAL;
	const identity = { parts: [baseUrl, email], secret: password };
	const accessToken = await newToken(identity, '', async () => 't0ken');
	expect(PARAGON.secrets({ ...CREDENTIAL, accessToken })).toEqual(['s3cret', 't0ken']);
	expect(PARAGON.secrets({ ...CREDENTIAL, accessToken: 'of another' })).toEqual(['s3cret', '']);
	expect(PARAGON.secrets({})).toEqual(['', '']);
	await jest.runAllTimersAsync();
	jest.useRealTimers();
});

test('what n8n writes goes under the name of its user', () => {
	expect(PARAGON.ownId?.(CREDENTIAL)).toBe('me@example.com');
	expect(PARAGON.ownId?.({})).toBe('');
	expect(PARAGON.baseUrl(CREDENTIAL)).toBe('https://zeus.example.com');
	expect(PARAGON.budget({ 'x-ratelimit-remaining': '1' })).toBeUndefined();
});
