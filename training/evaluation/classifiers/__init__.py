"""Small classifiers of pitch, instrument or label: the judges behind PIS, IIS, PKID, IKID and the digit recogniser."""
