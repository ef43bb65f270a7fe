import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { safeUrl } from '../../core/address';
import { path } from '../../core/client';
import { InvalidInput } from '../../core/errors';
import { UUID } from '../../core/uuid';

/** The hosts of Paragon that work for connected users. */
export type ConnectHost = 'actionkit' | 'api' | 'proxy';

/** By host: its name in Paragon's cloud, on your own servers, and in a credential that names each. */
const HOSTS: Record<ConnectHost, { cloud: string; own: string; label: string; name: string }> = {
	actionkit: {
		cloud: 'actionkit',
		own: 'worker-actionkit',
		label: 'ActionKit URL',
		name: 'actionkitUrl',
	},
	api: { cloud: 'api', own: 'zeus', label: 'API URL', name: 'apiUrl' },
	proxy: { cloud: 'proxy', own: 'worker-proxy', label: 'Proxy URL', name: 'proxyUrl' },
};

const CLOUD_DOMAIN = 'useparagon.com';

/** What a domain looks like. */
const DOMAIN = /^(?=.{3,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i;

/**
 * Where a host has what belongs to the credential's project.
 *
 * @throws InvalidInput
 */
export function projectUrlOf(
	credential: ICredentialDataDecryptedObject,
	host: ConnectHost = 'api',
): string {
	return hostUrlOf(credential, host) + path`/projects/${projectIdOf(credential)}`;
}

/** @throws InvalidInput when it is no ID */
export function projectIdOf({ projectId }: ICredentialDataDecryptedObject): string {
	const id = String(projectId ?? '').trim();
	if (id === '') throw new InvalidInput('Project ID', 'is missing in the credential');
	if (!UUID.pattern.test(id)) {
		throw new InvalidInput('Project ID', `'${id}' is not ${UUID.patternInWords}`);
	}
	return id;
}

function hostUrlOf(credential: ICredentialDataDecryptedObject, host: ConnectHost): string {
	const { cloud, own, label, name } = HOSTS[host];
	switch (credential.deployment) {
		case 'custom':
			return safeUrl(label, credential[name]);
		case 'onPremises': {
			const domain = String(credential.domain ?? '').trim();
			if (!DOMAIN.test(domain)) {
				throw new InvalidInput('Domain', `'${domain}' is not a domain such as paragon.example.com`);
			}
			return `https://${own}.${domain}`;
		}
		default:
			return `https://${cloud}.${CLOUD_DOMAIN}`;
	}
}
