// Generated from Rust by `npm run generate`: change the tables and the model there, not here.

import type { AuthorizationServer } from '../auth/authorization-server';

/** The known authorization servers, without the base URL of those that have a host per tenant. */
export const systems: { readonly [Name in 'unlocV1' | 'unlocV2' | 'unidy' | 'lockit']: Omit<AuthorizationServer, 'baseUrl'> & { baseUrl?: string } } = {
  /** Unloc, API v1. */
  unlocV1: {
    name: 'unlocV1',
    baseUrl: 'https://api.unloc.app',
    api: 'v1',
    tokenPath: '/auth/v1/token',
    bodyEncoding: 'json',
    clientAuthentication: 'body',
    grants: ['client_credentials'],
    scopeStyle: 'array',
    scopeFor: [{ given: 'lockHolderId', scope: 'lockHolder.admin:{id}' }],
  },
  /** Unloc, API v2. */
  unlocV2: {
    name: 'unlocV2',
    baseUrl: 'https://api.unloc.app',
    api: 'v2',
    tokenPath: '/v2/auth/token/',
    discoveryPath: '/v2/auth/resources-discovery/',
    bodyEncoding: 'json',
    clientAuthentication: 'body',
    grants: ['client_credentials'],
    scopeStyle: 'string',
    scopeRequired: true,
    scopeFor: [{ given: 'projectId', scope: 'project.admin', member: 'project_id' }, { given: 'organizationId', scope: 'organization.admin', member: 'organization_id' }],
  },
  /** Unidy, a host per tenant. */
  unidy: {
    name: 'unidy',
    tokenPath: '/oauth/token',
    authorizePath: '/oauth/authorize',
    bodyEncoding: 'json',
    clientAuthentication: 'body',
    grants: ['client_credentials', 'authorization_code', 'refresh_token'],
    scopeStyle: 'string',
    rotatesRefreshTokens: true,
  },
  /** LockitNetwork. */
  lockit: {
    name: 'lockit',
    baseUrl: 'https://api.lockitnetwork.com',
    tokenPath: '/oauth/access-token',
    authorizePath: '/oauth/authorize',
    bodyEncoding: 'form',
    clientAuthentication: 'basic',
    grants: ['authorization_code', 'refresh_token'],
    scopeStyle: 'none',
    pkceOptional: true,
    rotatesRefreshTokens: true,
  },
};
