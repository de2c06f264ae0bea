/** Recorded greetings. */
package io.dialtree.server.greeting;
