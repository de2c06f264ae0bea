/**
 * The promises of the server, kept over real calls: SIPp (and once baresip) dials the packaged jar,
 * and what the caller hears is measured. Knows no class of the server, only its command line, its
 * wires and its files. Start reading at {@link io.dialtree.scenarios.FirstCallIT}; each promise's
 * SIP side is {@code src/test/resources/scenarios/<promise>/scenario.xml}. Tests run on several
 * threads at once and share one server.
 */
@NullMarked
package io.dialtree.scenarios;

import org.jspecify.annotations.NullMarked;
