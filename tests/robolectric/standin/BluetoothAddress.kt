package android.bluetooth

/**
 * A class of Android 16 that a shadow of Robolectric 4.17 names in its signatures, so that the shadow loads on no older
 * Android. Goes with the Robolectric that names it by a string (its pull request 11521).
 */
@Suppress("ClassName")
class `BluetoothDevice$BluetoothAddress`
