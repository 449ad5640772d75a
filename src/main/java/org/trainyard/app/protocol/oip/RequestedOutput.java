package org.trainyard.app.protocol.oip;

/**
 * An output that the client names.
 *
 * @param classification how many labels of each row; 0 for the numbers themselves
 */
record RequestedOutput(String name, Form form, int classification) {

  /** How an output is sent. */
  enum Form {
    JSON,
    BINARY
  }
}
