package io.dialtree.scenarios.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for the server with short limits: it rings for three seconds before it answers, gives a
 * caller up that sends no sound for four, and ends every call after twelve.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Impatient {}
