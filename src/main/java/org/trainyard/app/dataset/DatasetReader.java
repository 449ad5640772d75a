package org.trainyard.app.dataset;

import java.io.IOException;
import java.util.Set;

/**
 * Understands one format of uploads. Another format is another implementation, found as a bean;
 * nothing else changes. Safe for use by several threads.
 */
public interface DatasetReader {

  DatasetFormat format();

  /** The files that an upload of this format consists of. */
  Set<Upload.Part> parts();

  /** The names of the options that mean something to this format, beside name and format. */
  Set<String> options();

  /**
   * Whether a file that begins like this is certainly of this format.
   *
   * @param head the first bytes, fewer than 512 only if the file is shorter
   */
  boolean recognizes(byte[] head);

  /**
   * Looks at the beginning of an upload and tells what the client has not said.
   *
   * @return valid as long as the upload's contents are open
   * @throws org.trainyard.app.web.ProblemException if anything in it is wrong
   */
  UploadedTable open(Upload upload) throws IOException;
}
