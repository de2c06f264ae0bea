/** Kazoo's face over real HTTP. */
package io.dialtree.server.api.kazoo;
