version 1.1 # version
# before the workflow
workflow w { # after the brace
  Int a = # why
    1 + # one
    2
  Array[Int] b = [ # open
    1, # first
    # second
    2 # last
    # before the close
  ] # after the close
  call t { # call
    input: # input
      # a
      a = 1, # one
      b = 2
  }
  Map[String, # key
    Int] m = {}
  if (true) { # then
    # nothing
  }
  # in the end
}
# end one

# end two
workflow v {
  call t { input: # nothing
  }
}
workflow u {
  call t {
    input:
  }
}
