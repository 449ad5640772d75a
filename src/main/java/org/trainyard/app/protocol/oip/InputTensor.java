package org.trainyard.app.protocol.oip;

import java.util.List;

/**
 * A tensor of a request, its values as many as its shape says.
 *
 * @param shape lengths of the dimensions, none negative
 */
record InputTensor(String name, DataType type, List<Integer> shape, TensorValues values) {

  InputTensor {
    shape = List.copyOf(shape);
  }
}
