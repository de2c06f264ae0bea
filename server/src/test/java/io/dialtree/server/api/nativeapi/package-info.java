/** The native face over real HTTP, and the contract of all faces. */
package io.dialtree.server.api.nativeapi;
